// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.replica;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The managed domains beside the replica, for daemons that read no SQLite: a text file, one a line, and a folder with an
 * empty file of each name, for who can only look whether one is there. Both are written after the commit that changed
 * them, and at each start, so that what a crash left behind is made good.
 */
public record DomainList(Path file) {

    /** The list beside this replica. */
    public static DomainList beside(Path replica) {
        return new DomainList(replica.resolveSibling("domains"));
    }

    /** The folder with a file of each name. */
    public Path folder() {
        return file.resolveSibling("managed");
    }

    /** The list is moved into place: a reader sees one whole list or the other. */
    void write(Sql sql) throws SQLException, IOException {
        List<String> names = sql.list("SELECT DISTINCT name FROM domain ORDER BY name", row -> row.getString(1));
        var text = new StringBuilder();
        names.forEach(name -> text.append(name).append('\n'));
        Path next = file.resolveSibling("domains.new");
        Files.writeString(next, text);
        Files.setPosixFilePermissions(next, PosixFilePermissions.fromString("rw-r--r--"));
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
        writeFolder(new HashSet<>(names));
    }

    /** The names are domains, so they have no slash and do not begin with a dot. */
    private void writeFolder(Set<String> missing) throws IOException {
        Files.createDirectories(folder());
        Files.setPosixFilePermissions(folder(), PosixFilePermissions.fromString("rwxr-xr-x"));
        try (DirectoryStream<Path> present = Files.newDirectoryStream(folder())) {
            for (Path path : present) {
                if (!missing.remove(path.getFileName().toString())) {
                    Files.delete(path);
                }
            }
        }
        for (String name : missing) {
            Files.createFile(folder().resolve(name));
        }
    }
}
