// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.replica;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;

/**
 * The managed domains as a text file beside the replica, one a line, for a daemon that reads no SQLite. It is written
 * after the commit that changed them, and at each start, so that what a crash left behind is made good.
 */
public record DomainList(Path file) {

    /** The list beside this replica. */
    public static DomainList beside(Path replica) {
        return new DomainList(replica.resolveSibling("domains"));
    }

    /** Moved into place: a reader sees one whole list or the other. */
    void write(Sql sql) throws SQLException, IOException {
        var text = new StringBuilder();
        for (String name : sql.list("SELECT DISTINCT name FROM domain ORDER BY name", row -> row.getString(1))) {
            text.append(name).append('\n');
        }
        Path next = file.resolveSibling("domains.new");
        Files.writeString(next, text);
        Files.setPosixFilePermissions(next, PosixFilePermissions.fromString("rw-r--r--"));
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
