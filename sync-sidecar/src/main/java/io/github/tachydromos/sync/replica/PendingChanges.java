// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.replica;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What daemons still have to forget, from the commit of a change on until they have forgotten. On a connection of its
 * own, so that it sees committed changes only.
 */
public final class PendingChanges {
    private static final int BATCH = 500;

    private final Sql sql;

    private PendingChanges(Sql sql) {
        this.sql = sql;
    }

    /** Opens the file of a replica that is open already. */
    public static PendingChanges open(Path file) throws SQLException {
        Sql sql = new Sql(DriverManager.getConnection("jdbc:sqlite:" + file));
        sql.plain("PRAGMA busy_timeout = 5000; PRAGMA synchronous = NORMAL");
        return new PendingChanges(sql);
    }

    /** The oldest ones; a batch without logins means that there are none. */
    public Batch next() throws SQLException {
        List<Entry> entries = sql.list(
                "SELECT id, login, disabled FROM pending ORDER BY id LIMIT " + BATCH,
                row -> new Entry(row.getLong(1), row.getString(2), row.getInt(3) != 0));
        return new Batch(entries.isEmpty() ? 0 : entries.getLast().id(), logins(entries, false), logins(entries, true));
    }

    /** The daemons have forgotten a batch. */
    public void done(Batch batch) throws SQLException {
        sql.update("DELETE FROM pending WHERE id <= ?", batch.last());
    }

    private static Set<String> logins(List<Entry> entries, boolean disabled) {
        return entries.stream()
                .filter(entry -> entry.disabled() == disabled)
                .map(Entry::login)
                .collect(Collectors.toUnmodifiableSet());
    }

    private record Entry(long id, String login, boolean disabled) {}

    /**
     * Some of them.
     *
     * @param last the youngest one's number
     * @param stale addresses of accounts whose entry changed
     * @param disabled logins that ended
     */
    public record Batch(long last, Set<String> stale, Set<String> disabled) {
        public boolean isEmpty() {
            return stale.isEmpty() && disabled.isEmpty();
        }
    }
}
