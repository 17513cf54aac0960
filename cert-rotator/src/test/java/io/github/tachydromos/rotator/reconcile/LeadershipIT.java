// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.rotator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.github.tachydromos.core.Eventually;
import io.github.tachydromos.rotator.cluster.Leadership;
import io.github.tachydromos.rotator.cluster.Leadership.LeaseName;
import io.github.tachydromos.rotator.cluster.Leadership.Role;
import io.github.tachydromos.rotator.cluster.WakeUp;
import io.github.tachydromos.rotator.publish.WritePermit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two replicas. */
@ExtendWith(ApiServer.class)
class LeadershipIT {
    private final Wire wire = new Wire();

    @Test
    void letsOneReplicaLeadAndTheOtherStandBy(Tenant tenant) {
        Leadership one = started(tenant, "one", tenant.client());
        Leadership other = started(tenant, "other", tenant.client());
        Eventually.soon("one of two leads", () -> leads(one) != leads(other));
        Leadership leader = leads(one) ? one : other;
        Leadership follower = leads(one) ? other : one;

        Eventually.soon("the other stands by", () -> follower.role() == Role.STANDING_BY);
        assertThatThrownBy(follower::demand).isInstanceOf(WritePermit.Lost.class);
        assertThatCode(leader::demand).doesNotThrowAnyException();
    }

    @Test
    void isGivenAwayAtTheEndSoThatNobodyWaits(Tenant tenant) {
        Leadership one = started(tenant, "one", tenant.client());
        Eventually.soon("the first leads", () -> leads(one));
        Leadership other = started(tenant, "other", tenant.client());
        Eventually.soon("the second stands by", () -> other.role() == Role.STANDING_BY);
        Instant end = Instant.now();

        one.close();

        assertThat(leads(one)).isFalse();
        Eventually.soon("the second leads", () -> leads(other));
        assertThat(Duration.between(end, Instant.now())).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void endsForAReplicaThatIsCutOffBeforeAnotherTakesOver(Tenant tenant) {
        Leadership one = started(tenant, "one", tenant.client(wire));
        Eventually.soon("the first leads", () -> leads(one));
        Leadership other = started(tenant, "other", tenant.client());

        wire.cut = true;

        AtomicBoolean both = new AtomicBoolean();
        Eventually.soon("the first leads no more", () -> {
            boolean still = leads(one);
            both.compareAndSet(false, still && leads(other));
            return !still;
        });
        assertThat(both).isFalse();
        assertThatThrownBy(one::demand).isInstanceOf(WritePermit.Lost.class);
        Eventually.soon("the second leads", () -> leads(other));

        wire.cut = false;

        Eventually.soon("the first stands by", () -> one.role() == Role.STANDING_BY);
        assertThat(one.isAlive()).isTrue();
    }

    @Test
    void keepsTheOtherReplicaFromWriting(Tenant tenant) {
        WakeUp wakeUp = new WakeUp();
        KubernetesClient client = tenant.client();
        Leadership one = started(tenant, "one", tenant.client());
        Eventually.soon("the first leads", () -> leads(one));
        Leadership other = new Leadership(client, lease(tenant), "other", wakeUp);
        Rotator rotator = tenant.rotator(client, other, wakeUp);
        RotatorLoop loop = new RotatorLoop(rotator, other, wakeUp);
        tenant.atEnd(other::close);
        tenant.atEnd(loop::close);
        other.start();
        loop.start();

        Eventually.soon(
                "the second says that it stands by",
                () -> rotator.status().details().containsKey("leader"));
        assertThat(rotator.status().complete()).isTrue();
        assertThatThrownBy(rotator::pass).isInstanceOf(WritePermit.Lost.class);
        assertThat(tenant.secrets.versions()).isEmpty();

        one.close();

        Eventually.soon(
                "the second does the work",
                () -> tenant.secrets.versions().keySet().equals(Names.ALL));
        Eventually.soon("it says so", () -> rotator.status().details().isEmpty());
    }

    private static boolean leads(Leadership leadership) {
        return leadership.role() == Role.LEADING;
    }

    private static LeaseName lease(Tenant tenant) {
        return new LeaseName(tenant.namespace, Names.LEASE);
    }

    private static Leadership started(Tenant tenant, String identity, KubernetesClient client) {
        Leadership leadership = new Leadership(client, lease(tenant), identity, new WakeUp());
        tenant.atEnd(leadership::close);
        leadership.start();
        return leadership;
    }

    /** A connection that can be cut. */
    private static final class Wire implements Interceptor {
        private volatile boolean cut;

        @Override
        public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
            if (cut) {
                throw new UncheckedIOException(new IOException("the wire is cut"));
            }
        }
    }
}
