// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.rotator.cluster;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElectionConfig;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElectionConfigBuilder;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaderElectionRecord;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaseLock;
import io.github.tachydromos.rotator.publish.WritePermit;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes part in the election of the one replica that writes, by a Lease. Leading means that the Lease was renewed less
 * than its own length ago, by this machine's clock: a replica that was cut off or stopped knows by itself that another
 * may have taken over. (A write that is on its way at that moment names the version it has read; it changes nothing
 * that the other has changed.)
 */
public final class Leadership implements WritePermit, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Leadership.class);
    private static final Duration LEASE = Duration.ofSeconds(15);
    private static final Duration RENEW_DEADLINE = Duration.ofSeconds(10);
    private static final Duration RETRY = Duration.ofSeconds(2);

    private final KubernetesClient client;
    private final Lock lock;
    private final WakeUp wakeUp;
    private final LoopThread thread = new LoopThread("leadership", this::run);
    private final AtomicReference<String> leader = new AtomicReference<>("");

    /** What this replica is to do. */
    public enum Role {
        /** Nobody is known to lead. */
        UNDECIDED,
        LEADING,
        STANDING_BY
    }

    /** A part in the election; {@code identity} is another in each replica. */
    public Leadership(KubernetesClient client, LeaseName lease, String identity, WakeUp wakeUp) {
        this.client = client;
        this.lock = new Lock(lease, identity, wakeUp);
        this.wakeUp = wakeUp;
    }

    /** Where the Lease is. */
    public record LeaseName(String namespace, String name) {}

    public void start() {
        thread.start();
    }

    /** False once this replica will never lead again. */
    public boolean isAlive() {
        return thread.isAlive();
    }

    public Role role() {
        if (lock.isHeld()) {
            return Role.LEADING;
        }
        String other = leader.get();
        return other.isEmpty() || other.equals(lock.identity()) ? Role.UNDECIDED : Role.STANDING_BY;
    }

    @Override
    public void demand() {
        if (!lock.isHeld()) {
            throw new Lost();
        }
    }

    /** Gives the lease away, so that another replica need not wait for its end. */
    @Override
    public void close() {
        thread.close();
    }

    private void run() {
        while (!Thread.currentThread().isInterrupted()) {
            client.leaderElector().withConfig(config()).build().run(); // ends when the lease is lost
        }
    }

    private LeaderElectionConfig config() {
        return new LeaderElectionConfigBuilder()
                .withName(lock.describe())
                .withLock(lock)
                .withLeaseDuration(LEASE)
                .withRenewDeadline(RENEW_DEADLINE)
                .withRetryPeriod(RETRY)
                .withReleaseOnCancel(true)
                .withLeaderCallbacks(new LeaderCallbacks(() -> {}, lock::forget, this::follow))
                .build();
    }

    private void follow(@Nullable String identity) {
        leader.set(identity == null ? "" : identity);
        LOG.atInfo().addKeyValue("leader", leader.get()).log("the leader has changed");
        wakeUp.ask();
    }

    /** The Lease, and until when it is ours. */
    private static final class Lock extends LeaseLock {
        private final String identity;
        private final WakeUp wakeUp;
        private volatile long end = System.nanoTime();
        private long asked;

        Lock(LeaseName lease, String identity, WakeUp wakeUp) {
            super(lease.namespace(), lease.name(), identity);
            this.identity = identity;
            this.wakeUp = wakeUp;
        }

        boolean isHeld() {
            return System.nanoTime() - end < 0;
        }

        void forget() {
            end = System.nanoTime();
        }

        /** The elector reads the Lease before each write of it, and has looked at the clock just before. */
        @Override
        public synchronized LeaderElectionRecord get(KubernetesClient client) {
            asked = System.nanoTime();
            return told(() -> super.get(client));
        }

        @Override
        public synchronized void create(KubernetesClient client, LeaderElectionRecord wanted) {
            told(() -> {
                super.create(client, wanted);
                return wanted;
            });
            hold(wanted);
        }

        @Override
        public synchronized void update(KubernetesClient client, LeaderElectionRecord wanted) {
            boolean ours = identity.equals(wanted.getHolderIdentity());
            if (!ours) {
                forget(); // before it is given away
            }
            told(() -> {
                super.update(client, ours ? wanted : released(wanted));
                return wanted;
            });
            hold(wanted);
        }

        /** The elector releases with null, which a merge patch leaves out: the Lease would stay in our name. */
        private static LeaderElectionRecord released(LeaderElectionRecord wanted) {
            return new LeaderElectionRecord(
                    "",
                    wanted.getLeaseDuration(),
                    wanted.getAcquireTime(),
                    wanted.getRenewTime(),
                    wanted.getLeaderTransitions());
        }

        /** The elector would end for ever at any other exception than this one, and logs it as an error each time. */
        private static LeaderElectionRecord told(Supplier<LeaderElectionRecord> request) {
            try {
                return request.get();
            } catch (RuntimeException e) {
                LOG.atWarn().addKeyValue("fault", e.getMessage()).log("the lease could not be read or written");
                throw e instanceof KubernetesClientException
                        ? e
                        : new KubernetesClientException("the lease could not be read or written", e);
            }
        }

        private void hold(LeaderElectionRecord wanted) {
            if (identity.equals(wanted.getHolderIdentity())) {
                boolean again = !isHeld();
                end = asked + LEASE.toNanos();
                if (again) {
                    wakeUp.ask();
                }
            }
        }
    }
}
