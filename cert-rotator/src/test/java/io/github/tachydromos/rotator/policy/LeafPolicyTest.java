// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.rotator.policy;

import static io.github.tachydromos.rotator.policy.Samples.DAY;
import static io.github.tachydromos.rotator.policy.Samples.NOW;
import static io.github.tachydromos.rotator.policy.Samples.YEAR;
import static io.github.tachydromos.rotator.policy.Samples.annotated;
import static io.github.tachydromos.rotator.policy.Samples.brought;
import static io.github.tachydromos.rotator.policy.Samples.data;
import static io.github.tachydromos.rotator.policy.Samples.issued;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tachydromos.core.tls.TlsBundle;
import io.github.tachydromos.rotator.policy.RotationDecision.Issue;
import io.github.tachydromos.rotator.policy.RotationDecision.Keep;
import io.github.tachydromos.rotator.policy.RotationDecision.Leaf;
import io.github.tachydromos.rotator.policy.RotationDecision.Leave;
import io.github.tachydromos.rotator.policy.RotationDecision.Retrust;
import io.github.tachydromos.rotator.policy.RotationDecision.Wait;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class LeafPolicyTest {
    private static final List<String> NAMES = List.of("dovecot.mail.svc", "dovecot");
    private static final Duration WEEK = Duration.ofDays(7);
    private static final TlsBundle OLD = Samples.authority("authority", NOW.minus(DAY));
    private static final TlsBundle NEW = Samples.authority("authority", NOW);

    private final TlsBundle leaf = Samples.issuer(NOW).leaf(OLD, NAMES, WEEK);

    private static LeafPolicy steady(Duration later) {
        return new LeafPolicy(new Authority(OLD, List.of(OLD.leaf())), true, NOW.plus(later));
    }

    private Leaf decide(ObservedSecret secret) {
        return steady(Duration.ZERO).decide(Optional.of(secret), NAMES);
    }

    @Test
    void isIssuedWhereNoneExistsEvenIfNobodyKnowsTheAuthorityYet() {
        LeafPolicy unsettled = new LeafPolicy(new Authority(OLD, List.of(OLD.leaf())), false, NOW);

        assertThat(unsettled.decide(Optional.empty(), NAMES)).isEqualTo(new Issue("did not exist"));
    }

    @Test
    void isKeptUntilTwoThirdsOfItsTime() {
        ObservedSecret secret = issued(leaf, OLD.leaf());

        assertThat(steady(Duration.ofHours(111)).decide(Optional.of(secret), NAMES.reversed()))
                .isEqualTo(new Keep(leaf));
        assertThat(steady(Duration.ofHours(112)).decide(Optional.of(secret), NAMES))
                .isEqualTo(new Issue("was due for renewal"));
    }

    @Test
    void followsItsNames() {
        assertThat(steady(Duration.ZERO).decide(Optional.of(issued(leaf, OLD.leaf())), List.of("dovecot")))
                .isEqualTo(new Issue("had other names than dovecot"));
    }

    @Test
    void isMadeAnewByOrderAndOnlyOnce() {
        ObservedSecret ordered = annotated(issued(leaf, OLD.leaf()), Annotations.ROTATE, "1");

        assertThat(decide(ordered)).isEqualTo(new Issue("was to be rotated"));
        assertThat(decide(annotated(ordered, Annotations.ROTATED, "1"))).isEqualTo(new Keep(leaf));
        assertThat(decide(annotated(ordered, Annotations.ROTATED, "0"))).isEqualTo(new Issue("was to be rotated"));
    }

    @Test
    void thatCannotBeReadIsMadeAnewIfOursAndLeftElse() {
        assertThat(decide(issued(leaf, Map.of()))).isEqualTo(new Issue("tls.crt: is missing"));
        assertThat(decide(brought(Map.of()))).isEqualTo(new Leave("tls.crt: is missing"));
    }

    @Test
    void ofSomebodyElseIsKept() {
        TlsBundle foreign = Samples.issuer(NOW).selfSigned("other", YEAR);

        assertThat(decide(brought(data(foreign)))).isEqualTo(new Keep(foreign));
    }

    @Nested
    class AmidARollover {
        private final Authority both = new Authority(NEW, List.of(NEW.leaf(), OLD.leaf()));

        private Leaf decide(boolean settled, Duration later, ObservedSecret secret) {
            return new LeafPolicy(both, settled, NOW.plus(later)).decide(Optional.of(secret), NAMES);
        }

        @Test
        void namesBothAuthoritiesFirst() {
            assertThat(decide(false, Duration.ZERO, issued(leaf, OLD.leaf()))).isEqualTo(new Retrust(leaf));
        }

        @Test
        void staysUntilAllKnowTheNewAuthorityAndIsReplacedThen() {
            ObservedSecret secret = issued(leaf, NEW.leaf(), OLD.leaf());

            assertThat(decide(false, Duration.ZERO, secret)).isInstanceOf(Wait.class);
            assertThat(decide(false, Duration.ofHours(113), secret)).isInstanceOf(Wait.class);
            assertThat(decide(true, Duration.ZERO, secret)).isEqualTo(new Issue("was issued by another authority"));
        }

        @Test
        void waitsNoLongerThanTheOldLeafIsWorthAnything() {
            assertThat(decide(false, WEEK, issued(leaf, NEW.leaf(), OLD.leaf())))
                    .isEqualTo(new Issue("had expired"));
        }

        @Test
        void isReplacedAtOnceIfNobodyCouldVerifyIt() {
            TlsBundle stranger = Samples.authority("authority", NOW);
            TlsBundle orphan = Samples.issuer(NOW).leaf(stranger, NAMES, WEEK);

            assertThat(decide(false, Duration.ZERO, issued(orphan, NEW.leaf(), OLD.leaf())))
                    .isEqualTo(new Issue("was issued by an authority that nobody believes any more"));
        }

        @Test
        void isRenewedByTheNewAuthorityOnceItHasIssuedIt() {
            TlsBundle next = Samples.issuer(NOW).leaf(NEW, NAMES, WEEK);
            ObservedSecret ordered = annotated(issued(next, NEW.leaf(), OLD.leaf()), Annotations.ROTATE, "1");

            assertThat(decide(false, Duration.ZERO, ordered)).isEqualTo(new Issue("was to be rotated"));
        }

        @Test
        void forgetsTheOldAuthorityWithoutANewKey() {
            TlsBundle next = Samples.issuer(NOW).leaf(NEW, NAMES, WEEK);
            LeafPolicy after = new LeafPolicy(new Authority(NEW, List.of(NEW.leaf())), true, NOW);

            assertThat(after.decide(Optional.of(issued(next, NEW.leaf(), OLD.leaf())), NAMES))
                    .isEqualTo(new Retrust(next));
        }
    }
}
