// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.replica;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What daemons still have to forget, from the commit of a change on until each of them has forgotten. On a connection of
 * its own, so that it sees committed changes only. Which daemon has forgotten what is not kept over a restart: they are
 * all asked again then.
 */
public final class PendingChanges {
    private static final int BATCH = 500;

    private final Sql sql;
    private final int daemons;
    private final Map<Long, Integer> forgottenBy = new HashMap<>();
    private final Set<Long> finished = new TreeSet<>();

    private PendingChanges(Sql sql, int daemons) {
        this.sql = sql;
        this.daemons = daemons;
    }

    /** Opens the file of a replica that is open already, for so many daemons. */
    public static PendingChanges open(Path file, int daemons) throws SQLException {
        Sql sql = new Sql(DriverManager.getConnection("jdbc:sqlite:" + file));
        sql.plain("PRAGMA busy_timeout = 5000; PRAGMA synchronous = NORMAL");
        return new PendingChanges(sql, daemons);
    }

    /** The oldest ones of those that are younger than {@code id}. */
    public synchronized List<Pending> after(long id) throws SQLException {
        removeFinished();
        return sql.list(
                "SELECT id, login, disabled FROM pending WHERE id > ? ORDER BY id LIMIT " + BATCH,
                row -> new Pending(row.getLong(1), row.getString(2), row.getBoolean(3)),
                id);
    }

    /** One of the daemons has forgotten these. */
    public synchronized void forgotten(Collection<Pending> changes) throws SQLException {
        for (Pending change : changes) {
            if (forgottenBy.merge(change.id(), 1, Integer::sum) == daemons) {
                forgottenBy.remove(change.id());
                finished.add(change.id());
            }
        }
        removeFinished();
    }

    private void removeFinished() throws SQLException {
        if (!finished.isEmpty()) {
            sql.update("DELETE FROM pending WHERE id IN (SELECT value FROM json_each(?))", finished.toString());
            finished.clear();
        }
    }

    /**
     * One thing to forget.
     *
     * @param login an address of an account whose entry changed, or a login that ended
     * @param disabled whether the login ended
     */
    public record Pending(long id, String login, boolean disabled) {}
}
