// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.directory;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.RootDSE;
import io.github.tachydromos.core.finding.Finding;
import io.github.tachydromos.sync.directory.SyncStrategy.Ending;
import io.github.tachydromos.sync.replica.DirectoryReplica;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the replica a current copy of the directory: connects, follows, and begins again when that ends. */
public final class DirectoryWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DirectoryWatch.class);

    private final DirectorySettings settings;
    private final DirectoryReplica replica;
    private final DirectoryListener listener;
    private final Pace pace;
    private final InstantSource clock;

    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile @Nullable Thread thread;
    private volatile @Nullable LDAPConnection connection;
    private String told = "";
    private boolean lackTold;

    public DirectoryWatch(
            DirectorySettings settings,
            DirectoryReplica replica,
            DirectoryListener listener,
            Pace pace,
            InstantSource clock) {
        this.settings = settings;
        this.replica = replica;
        this.listener = listener;
        this.pace = pace;
        this.clock = clock;
    }

    public void start() {
        thread = Thread.ofVirtual().name("directory-watch").start(this::run);
    }

    /** Returns when nothing of it runs any more, so that another may follow with other settings. */
    @Override
    public void close() {
        stopped.countDown();
        Thread running = thread;
        if (running == null) {
            return;
        }
        // Not by interrupting: what lies between here and the socket may swallow that.
        LDAPConnection current = connection;
        if (current != null) {
            current.close();
        }
        try {
            running.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        int failures = 0;
        try {
            do {
                failures = once() ? 1 : failures + 1;
            } while (!stopped.await(pace.retry(failures).toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            LOG.debug("no longer following the directory");
        }
    }

    /** One connection from begin to end; whether the replica was current in the meantime. */
    private boolean once() throws InterruptedException {
        String reason;
        boolean current = false;
        try (LDAPConnection opened = new DirectoryConnector(settings).connect()) {
            connection = opened; // before the look at stopped: close() looks the other way round
            if (stopped.getCount() == 0) {
                return false;
            }
            ReplicaFeed feed = new ReplicaFeed(replica, listener, new EntryMapping(settings.ldap()), settings.scope());
            Optional<SyncStrategy> strategy = choose(opened.getRootDSE(), feed);
            listener.connected(clock.instant());
            reason = strategy.isPresent()
                    ? reason(strategy.get().follow(opened))
                    : "the directory offers no way to follow it";
            current = feed.refreshed();
        } catch (LDAPException e) {
            reason = Printable.reason(e);
        } catch (SQLException | RuntimeException e) {
            reason = "the replica cannot be written: " + e;
        }
        lost(current, reason);
        return current;
    }

    /** By what the directory says it can do. */
    private Optional<SyncStrategy> choose(@Nullable RootDSE server, ReplicaFeed feed) {
        if (server != null && server.supportsControl(ContentSync.CONTROL)) {
            return Optional.of(new ContentSync(settings.ldap().baseDn(), pace.heartbeat(), feed));
        }
        if (!lackTold) {
            lackTold = true;
            listener.found(List.of(lack()));
        }
        return Optional.empty();
    }

    private Finding lack() {
        return new Finding(
                "directory-without-sync",
                "ldap.host",
                "\"" + settings.ldap().host() + "\" does not offer content synchronisation (RFC 4533): control "
                        + ContentSync.CONTROL + " is not among supportedControl of its root DSE",
                "load the overlay syncprov (OpenLDAP) or enable the plug-in Content Synchronization (389 Directory Server)");
    }

    private static String reason(Ending ending) {
        return switch (ending) {
            case Ending.Held() -> "a refresh that removes too many accounts is held";
            case Ending.ReloadRequired(var reason) -> reason;
            case Ending.Silent(var reason) -> "the connection is silent: " + reason;
            case Ending.Ended(var reason) -> reason;
            case Ending.Broken(var cause) -> "the replica cannot be written: " + cause;
        };
    }

    /** The same reason is told once until something else happens. */
    private void lost(boolean wasCurrent, String reason) {
        if (wasCurrent || !reason.equals(told)) {
            told = reason;
            LOG.atWarn()
                    .addKeyValue("directory", settings)
                    .addKeyValue("reason", reason)
                    .log("not following the directory; the replica serves on");
        }
        listener.disconnected(clock.instant(), reason);
    }
}
