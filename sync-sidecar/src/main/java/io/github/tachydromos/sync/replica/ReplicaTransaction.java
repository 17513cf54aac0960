// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.replica;

import io.github.tachydromos.core.finding.Finding;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** One change of the directory, or one whole refresh: all of it becomes visible at {@link #commit}, or nothing. */
public final class ReplicaTransaction implements AutoCloseable {
    private final DirectoryReplica replica;
    private final Sql sql;
    private final AccountTable accounts;
    private final Set<String> domainsBefore;

    private final Set<String> stale = new TreeSet<>();
    private final Set<String> disabled = new TreeSet<>();
    private final Set<String> touched = new HashSet<>();
    private final Set<UUID> put = new HashSet<>();
    private final Set<UUID> gone = new HashSet<>();
    private final List<Account> removed = new ArrayList<>();
    private int added;
    private boolean open = true;

    ReplicaTransaction(DirectoryReplica replica) throws SQLException {
        this.replica = replica;
        this.sql = replica.sql();
        this.accounts = new AccountTable(sql);
        sql.plain("BEGIN IMMEDIATE");
        this.domainsBefore = domains();
    }

    /** Adds or changes an account. */
    public void put(Account account) throws SQLException {
        UUID uuid = account.entry().uuid();
        Optional<Account> before = accounts.find(uuid);
        sql.update("DELETE FROM domain WHERE uuid = ?", uuid);
        put.add(uuid);
        gone.remove(uuid);
        if (before.isPresent()
                && before.get().entry().sameVersion(account.entry())
                && before.get().equals(account)) {
            return;
        }
        accounts.put(account);
        added += before.isPresent() ? 0 : 1;
        stale.addAll(account.addresses());
        touched.addAll(account.addresses());
        before.ifPresent(old -> forget(old, account));
    }

    /** Adds or changes a domain. */
    public void put(MailDomain domain) throws SQLException {
        EntryId entry = domain.entry();
        remove(entry.uuid());
        gone.remove(entry.uuid());
        sql.update("INSERT INTO domain (uuid, dn, name) VALUES (?, ?, ?)", entry.uuid(), entry.dn(), domain.name());
    }

    /** The entry exists but cannot be used: it is not served, yet its mailbox stays its own. */
    public void leaveOut(UUID uuid) throws SQLException {
        remove(uuid);
        gone.remove(uuid);
    }

    /** The entry is gone. */
    public void delete(UUID uuid) throws SQLException {
        remove(uuid);
        gone.add(uuid);
    }

    /** The end of a present phase: what was not named is gone (RFC 4533 3.3.1). */
    public void deleteAllBut(UuidSet present) throws SQLException {
        List<UUID> known = sql.list(
                "SELECT uuid FROM account UNION SELECT uuid FROM domain UNION SELECT uuid FROM mailbox WHERE gone = 0",
                row -> Sql.uuid(row.getBytes(1)));
        for (UUID uuid : known) {
            if (!present.contains(uuid)) {
                delete(uuid);
            }
        }
    }

    /** Ends a change that came by itself; without a sync point the old one stays. */
    public Outcome commit(Optional<SyncPoint> point) throws SQLException, IOException {
        return finish(point, false);
    }

    /** Ends a refresh: the replica is a whole copy now, unless the guard holds it. */
    public Outcome commitRefresh(Optional<SyncPoint> point) throws SQLException, IOException {
        return finish(point, true);
    }

    private Outcome finish(Optional<SyncPoint> point, boolean refresh) throws SQLException, IOException {
        Set<String> domains = domains();
        int removals = refresh ? removals(without(domainsBefore, domains)) : 0;
        int accountsBefore = refresh ? (int) replica.accounts() - added + removed.size() : 0;
        if (refresh && replica.guard().holds(removals, accountsBefore)) {
            close();
            return new Outcome.Held(removals, accountsBefore);
        }
        List<Finding> findings = replica.advice().judge(touched, domainsBefore, domains);
        new Answers(sql).settle(touched, changed(domainsBefore, domains));
        replica.mailboxes().assign(put, gone);
        if (point.isPresent()) {
            replica.store(point.get());
        }
        if (refresh) {
            replica.makeComplete();
        }
        if (replica.complete()) { // before that, no daemon has anything to forget
            remember(stale, false);
            remember(disabled, true);
        }
        sql.plain("COMMIT");
        open = false;
        if (!domains.equals(domainsBefore)) {
            replica.domains().write(sql);
        }
        if (refresh) {
            replica.completed();
            replica.guard().passed(removals);
        }
        return new Outcome.Committed(new Change(stale, disabled, findings));
    }

    /** Daemons are told after the commit; a program killed in between tells them when it runs again. */
    private void remember(Set<String> logins, boolean ended) throws SQLException {
        for (String login : logins) {
            sql.update("INSERT INTO pending (login, disabled) VALUES (?, ?)", login, ended ? 1 : 0);
        }
    }

    /** Rolls back what was not committed. */
    @Override
    public void close() throws SQLException {
        if (open) {
            open = false;
            sql.plain("ROLLBACK");
        }
    }

    private void remove(UUID uuid) throws SQLException {
        put.remove(uuid);
        sql.update("DELETE FROM domain WHERE uuid = ?", uuid);
        Optional<Account> before = accounts.find(uuid);
        if (before.isPresent()) {
            Account old = before.get();
            accounts.remove(uuid);
            removed.add(old);
            stale.addAll(old.addresses());
            touched.addAll(old.addresses());
            if (old.rights().active()) {
                disabled.add(old.address());
            }
        }
    }

    /** What of the old state no longer holds: names that daemons may remember, a login that ended. */
    private void forget(Account old, Account now) {
        stale.addAll(old.addresses());
        touched.addAll(old.addresses());
        boolean loginEnded = !now.rights().active() || !old.address().equals(now.address());
        if (old.rights().active() && loginEnded) {
            disabled.add(old.address());
        }
    }

    /**
     * Accounts that would get no more mail. One that came back under the same address (a directory restored from LDIF) is
     * not among them; one whose domain is no longer listed is.
     */
    private int removals(Set<String> domainsRemoved) throws SQLException {
        int lost = 0;
        for (Account account : removed) {
            if (!sql.any("SELECT 1 FROM account WHERE address = ?", account.address())) {
                lost++;
            }
        }
        for (String domain : domainsRemoved) {
            lost += (int) sql.count("SELECT count(*) FROM claim WHERE domain = ? AND main = 1", domain);
        }
        return lost;
    }

    private Set<String> domains() throws SQLException {
        return new TreeSet<>(sql.list("SELECT DISTINCT name FROM domain", row -> row.getString(1)));
    }

    private static Set<String> changed(Set<String> before, Set<String> now) {
        Set<String> changed = without(before, now);
        changed.addAll(without(now, before));
        return changed;
    }

    private static Set<String> without(Set<String> all, Set<String> some) {
        Set<String> rest = new TreeSet<>(all);
        rest.removeAll(some);
        return rest;
    }
}
