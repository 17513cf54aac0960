// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.directory;

import com.unboundid.ldap.sdk.Entry;
import io.github.tachydromos.core.finding.Finding;
import io.github.tachydromos.sync.directory.EntryMapping.Mapped;
import io.github.tachydromos.sync.replica.Change;
import io.github.tachydromos.sync.replica.DirectoryReplica;
import io.github.tachydromos.sync.replica.Outcome;
import io.github.tachydromos.sync.replica.ReplicaTransaction;
import io.github.tachydromos.sync.replica.SyncPoint;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings entries into the replica and tells the listener what that changed, after the commit. */
final class ReplicaFeed {
    private static final Logger LOG = LoggerFactory.getLogger(ReplicaFeed.class);

    private final DirectoryReplica replica;
    private final DirectoryListener listener;
    private final EntryMapping mapping;
    private final String scope;
    private volatile boolean refreshed;
    private final List<Finding> findings = new ArrayList<>();

    ReplicaFeed(DirectoryReplica replica, DirectoryListener listener, EntryMapping mapping, String scope) {
        this.replica = replica;
        this.listener = listener;
        this.mapping = mapping;
        this.scope = scope;
    }

    Optional<String> cookie() throws SQLException {
        return replica.syncPoint(scope).map(SyncPoint::cookie);
    }

    ReplicaTransaction begin() throws SQLException {
        findings.clear();
        return replica.begin();
    }

    void put(ReplicaTransaction transaction, UUID uuid, Entry entry) throws SQLException {
        Mapped mapped = mapping.map(uuid, entry);
        findings.addAll(mapped.findings());
        switch (mapped) {
            case Mapped.User(var account, var _) -> transaction.put(account);
            case Mapped.Domain(var domain, var _) -> transaction.put(domain);
            case Mapped.LeftOut _ -> transaction.leaveOut(uuid);
            case Mapped.Foreign _ -> transaction.delete(uuid);
        }
    }

    /** Ends a change that came by itself. */
    void commit(ReplicaTransaction transaction, Optional<String> cookie) throws SQLException, IOException {
        announce(transaction.commit(point(cookie)));
    }

    /** Ends a refresh; false if it is held. */
    boolean commitRefresh(ReplicaTransaction transaction, Optional<String> cookie) throws SQLException, IOException {
        Outcome outcome = transaction.commitRefresh(point(cookie));
        announce(outcome);
        if (outcome instanceof Outcome.Held) {
            return false;
        }
        refreshed = true;
        LOG.atInfo().addKeyValue("accounts", replica.accounts()).log("the replica is current");
        tell(listener::refreshed);
        return true;
    }

    /** Whether the replica became current by this feed. */
    boolean refreshed() {
        return refreshed;
    }

    private Optional<SyncPoint> point(Optional<String> cookie) {
        return cookie.map(mark -> new SyncPoint(scope, mark));
    }

    private void announce(Outcome outcome) {
        switch (outcome) {
            case Outcome.Held(int removals, int accounts) -> tell(() -> listener.held(removals, accounts));
            case Outcome.Committed(var change) -> announce(change);
        }
    }

    private void announce(Change change) {
        List<Finding> all = new ArrayList<>(findings);
        all.addAll(change.findings());
        if (!change.accounts().isEmpty()) {
            tell(() -> listener.accountsChanged(change.accounts()));
        }
        if (!change.disabled().isEmpty()) {
            tell(() -> listener.accountsDisabled(change.disabled()));
        }
        if (!all.isEmpty()) {
            tell(() -> listener.found(all));
        }
    }

    /** A listener's fault must not stop the directory from being followed. */
    private static void tell(Runnable message) {
        try {
            message.run();
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).log("a listener of the directory failed");
        }
    }
}
