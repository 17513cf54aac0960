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
import io.github.tachydromos.rotator.policy.AuthorityDecision.Issue;
import io.github.tachydromos.rotator.policy.AuthorityDecision.Keep;
import io.github.tachydromos.rotator.policy.AuthorityDecision.Leave;
import io.github.tachydromos.rotator.policy.AuthorityDecision.Retrust;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class AuthorityPolicyTest {
    private static final Duration WEEK = Duration.ofDays(7);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Authority.Terms TERMS = new Authority.Terms(YEAR, WEEK, MINUTE);
    private static final TlsBundle OLD = Samples.authority("authority", NOW.minus(DAY));
    private static final TlsBundle NEW = Samples.authority("authority", NOW);

    private static Optional<Publication> told(Instant since, X509Certificate... authorities) {
        return Optional.of(new Publication(List.of(authorities), Optional.of(since)));
    }

    private static AuthorityDecision decide(ObservedSecret observed, Optional<Publication> published, Duration later) {
        return new AuthorityPolicy(TERMS, NOW.plus(later)).decide(Optional.of(observed), published);
    }

    @Nested
    class AtTheStart {
        private final AuthorityPolicy policy = new AuthorityPolicy(TERMS, NOW);

        @Test
        void isMade() {
            assertThat(policy.decide(Optional.empty(), Optional.empty()))
                    .isEqualTo(new Issue("did not exist", List.of(), NOW.plus(WEEK)));
        }

        @Test
        void standsBesideOneWhoseKeyWasLost() {
            TlsBundle ended = Samples.authority("authority", NOW.minus(YEAR.multipliedBy(2)));

            assertThat(policy.decide(Optional.empty(), told(NOW, OLD.leaf(), ended.leaf())))
                    .isEqualTo(new Issue("did not exist", List.of(OLD.leaf()), NOW.plus(WEEK)));
        }
    }

    @Nested
    class InService {
        private final ObservedSecret secret = issued(OLD, OLD.leaf());
        private final Optional<Publication> known = told(NOW.minus(MINUTE), OLD.leaf());
        private final Authority authority = new Authority(OLD, List.of(OLD.leaf()));

        @Test
        void isKeptUntilTwoThirdsOfItsTime() {
            assertThat(decide(secret, known, DAY.multipliedBy(242))).isEqualTo(new Keep(authority));
            assertThat(decide(secret, known, DAY.multipliedBy(243)))
                    .isEqualTo(new Issue("was due for renewal", List.of(OLD.leaf()), NOW.plus(DAY.multipliedBy(250))));
        }

        @Test
        void isReplacedByOrder() {
            assertThat(decide(annotated(secret, Annotations.ROTATE, "1"), known, Duration.ZERO))
                    .isEqualTo(new Issue("was to be rotated", List.of(OLD.leaf()), NOW.plus(WEEK)));
        }

        @Test
        void isNotReplacedBeforeItIsKnownItself() {
            ObservedSecret ordered = annotated(secret, Annotations.ROTATE, "1");

            assertThat(decide(ordered, told(NOW, OLD.leaf()), Duration.ofSeconds(59)))
                    .isEqualTo(new Keep(authority));
            assertThat(decide(ordered, told(NOW.minus(MINUTE)), Duration.ZERO)).isEqualTo(new Keep(authority));
            assertThat(decide(ordered, told(NOW, OLD.leaf()), MINUTE)).isInstanceOf(Issue.class);
        }

        @Test
        void isReplacedAtItsEndAtTheLatest() {
            assertThat(decide(secret, told(NOW), YEAR))
                    .isEqualTo(
                            new Issue("had expired", List.of(), NOW.plus(YEAR).plus(WEEK)));
        }
    }

    @Nested
    class AfterAnother {
        private final List<X509Certificate> both = List.of(NEW.leaf(), OLD.leaf());
        private final ObservedSecret secret = annotated(
                issued(NEW, NEW.leaf(), OLD.leaf()),
                Annotations.TRUSTED_UNTIL,
                NOW.plus(WEEK).toString());

        @Test
        void standsBesideItUntilTheLastLeafOfItHasExpired() {
            assertThat(decide(secret, told(NOW, NEW.leaf(), OLD.leaf()), WEEK.minusSeconds(1)))
                    .isEqualTo(new Keep(new Authority(NEW, both)));
            assertThat(decide(secret, told(NOW, NEW.leaf(), OLD.leaf()), WEEK))
                    .isEqualTo(new Retrust(
                            new Authority(NEW, List.of(NEW.leaf())),
                            NOW.plus(WEEK),
                            "named authorities that have ended"));
        }

        @Test
        void remembersItEvenIfWhatWasToldIsLost() {
            assertThat(decide(secret, told(NOW), Duration.ZERO)).isEqualTo(new Keep(new Authority(NEW, both)));
        }

        @Test
        void notesAnEndIfNoneIsNoted() {
            assertThat(decide(issued(NEW, NEW.leaf(), OLD.leaf()), told(NOW, NEW.leaf()), Duration.ZERO))
                    .isInstanceOfSatisfying(Retrust.class, retrust -> {
                        assertThat(retrust.authority().trusted()).isEqualTo(both);
                        assertThat(retrust.until()).isEqualTo(NOW.plus(WEEK));
                    });
        }
    }

    @Nested
    class OfSomebodyElse {
        private final ObservedSecret secret = brought(data(OLD, OLD.leaf()));

        @Test
        void isNeverReplaced() {
            Optional<Publication> known = told(NOW.minus(MINUTE), OLD.leaf());

            assertThat(decide(annotated(secret, Annotations.ROTATE, "1"), known, DAY.multipliedBy(300)))
                    .isInstanceOf(Keep.class);
            assertThat(decide(secret, known, YEAR))
                    .isEqualTo(new Leave("tls.crt: has expired; delete the Secret to have a new authority made"));
        }

        @Test
        void isTakenOverBesideTheOneItReplaces() {
            ObservedSecret replaced = issued(OLD, data(NEW, OLD.leaf()));

            assertThat(decide(replaced, told(NOW, OLD.leaf()), Duration.ZERO))
                    .isEqualTo(new Retrust(
                            new Authority(NEW, List.of(NEW.leaf(), OLD.leaf())),
                            NOW.plus(WEEK),
                            "did not name the authority"));
        }

        @Test
        void mustBeOne() {
            TlsBundle leaf = Samples.issuer(NOW).leaf(OLD, List.of("a"), WEEK);

            assertThat(decide(brought(data(leaf)), told(NOW), Duration.ZERO))
                    .isEqualTo(new Leave("tls.crt: is not a self-signed certificate authority"));
            assertThat(decide(brought(Map.of()), told(NOW), Duration.ZERO)).isEqualTo(new Leave("tls.crt: is missing"));
        }
    }
}
