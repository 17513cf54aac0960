// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.replica;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;

/**
 * The directory as one SQLite file (WAL), written here and read by the daemons through views.
 *
 * <p>It is never closed: the last connection to close cleanly removes {@code -wal} and {@code -shm}, and readers with a
 * read-only mount then cannot open the file. Ending the process without a close leaves both in place, and the data is as
 * safe as after a crash: whole transactions.
 */
public final class DirectoryReplica {
    private static final int VERSION = 4;
    private static final String SYNC_POINT = "sync-point";
    private static final String COMPLETE = "complete";

    private final Sql sql;
    private final MassDeleteGuard guard;
    private final Mailboxes mailboxes;
    private final Advice advice;
    private final DomainList domains;

    /** Of what is committed: readers of this program share a connection with the transaction that sets it. */
    private volatile boolean complete;

    private DirectoryReplica(Sql sql, MassDeleteGuard guard, Mailboxes mailboxes, DomainList domains)
            throws SQLException {
        this.sql = sql;
        this.domains = domains;
        this.complete = isComplete(sql);
        this.guard = guard;
        this.mailboxes = mailboxes;
        this.advice = new Advice(sql);
    }

    /**
     * Opens the file, makes it if it is absent, brings an older one up to date.
     *
     * @param mail the folder with the mailboxes, if this pod holds them
     */
    public static DirectoryReplica open(Path file, Optional<Path> mail, MassDeleteGuard guard)
            throws SQLException, IOException {
        createReadable(file);
        Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Sql sql = new Sql(connection);
        // NORMAL: a power cut may take back the last changes, together with the cookie, so that they are asked for
        // again.
        sql.plain("PRAGMA busy_timeout = 5000; PRAGMA synchronous = NORMAL; PRAGMA journal_size_limit = 8388608");
        if (!sql.first("PRAGMA journal_mode = WAL", row -> row.getString(1)).equals(Optional.of("wal"))) {
            throw new SQLException("this file system does not support SQLite's WAL: " + file);
        }
        migrate(sql, file);
        Mailboxes mailboxes = new Mailboxes(sql, mail.map(IdentityFiles::new));
        mailboxes.restore();
        DomainList domains = DomainList.beside(file);
        domains.write(sql);
        return new DirectoryReplica(sql, guard, mailboxes, domains);
    }

    /** Whether a whole copy of the directory was once here; only then do the views exist. */
    public boolean complete() {
        return complete;
    }

    /** Where to go on, if that was stored for the same scope. */
    public Optional<SyncPoint> syncPoint(String scope) throws SQLException {
        return sql.first("SELECT value FROM state WHERE key = ?", row -> row.getString(1), SYNC_POINT)
                .map(SyncPoint::of)
                .filter(point -> point.scope().equals(scope));
    }

    public long accounts() throws SQLException {
        return sql.count("SELECT count(*) FROM account");
    }

    /** Begins the only transaction there can be at a time; its caller must end it. */
    public ReplicaTransaction begin() throws SQLException {
        return new ReplicaTransaction(this);
    }

    Sql sql() {
        return sql;
    }

    MassDeleteGuard guard() {
        return guard;
    }

    Mailboxes mailboxes() {
        return mailboxes;
    }

    Advice advice() {
        return advice;
    }

    DomainList domains() {
        return domains;
    }

    void store(SyncPoint point) throws SQLException {
        sql.update("INSERT OR REPLACE INTO state (key, value) VALUES (?, ?)", SYNC_POINT, point.stored());
    }

    /** A transaction that made the views was committed. */
    void completed() {
        complete = true;
    }

    void makeComplete() throws SQLException, IOException {
        if (!isComplete(sql)) {
            sql.script("/replica/views.sql");
            sql.update("INSERT INTO state (key, value) VALUES (?, ?)", COMPLETE, "yes");
        }
    }

    /** Postfix drops supplementary groups: everyone may read; -wal and -shm take over the mode. */
    private static void createReadable(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null && !Files.isDirectory(folder)) {
            Files.createDirectories(folder);
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        if (!Files.exists(file)) {
            Files.createFile(file);
        }
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    }

    private static void migrate(Sql sql, Path file) throws SQLException, IOException {
        long found = sql.count("PRAGMA user_version");
        if (found > VERSION) {
            throw new SQLException("the replica " + file + " is of version " + found + ", this program knows " + VERSION
                    + ": run the newer program, or remove the file to have it made anew");
        }
        if (found == VERSION) {
            return;
        }
        sql.plain("BEGIN IMMEDIATE");
        for (long version = found + 1; version <= VERSION; version++) {
            sql.script("/replica/tables-" + version + ".sql");
        }
        new Answers(sql).settleAll();
        if (isComplete(sql)) {
            sql.script("/replica/views.sql");
        }
        sql.plain("PRAGMA user_version = " + VERSION);
        sql.plain("COMMIT");
    }

    private static boolean isComplete(Sql sql) throws SQLException {
        return sql.any("SELECT 1 FROM state WHERE key = ?", COMPLETE);
    }
}
