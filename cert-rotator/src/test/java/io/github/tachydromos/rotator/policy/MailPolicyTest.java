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
import io.github.tachydromos.rotator.policy.MailDecision.Use;
import io.github.tachydromos.rotator.policy.RotationDecision.Issue;
import io.github.tachydromos.rotator.policy.RotationDecision.Keep;
import io.github.tachydromos.rotator.policy.RotationDecision.Leave;
import io.github.tachydromos.rotator.policy.RotationDecision.Share;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class MailPolicyTest {
    private static final String HOST = "mail.example.org";
    private static final TlsBundle AUTHORITY = Samples.authority("a public authority", NOW.minus(DAY));

    private final TlsBundle makeshift = Samples.issuer(NOW).selfSigned(HOST, YEAR);
    private final TlsBundle real = real(NOW.minus(DAY));

    private static TlsBundle real(Instant at) {
        return real(HOST, at);
    }

    private static TlsBundle real(String host, Instant at) {
        return Samples.issuer(at).leaf(AUTHORITY, List.of(host), Duration.ofDays(90));
    }

    private static ObservedSecret shared(TlsBundle bundle) {
        return annotated(
                issued(bundle, data(bundle, AUTHORITY.leaf())), Annotations.SHARED_FROM, "tachydromos-certificate");
    }

    private static MailDecision decide(ObservedSecret inUse, Optional<ObservedSecret> source, Instant now) {
        return new MailPolicy(HOST, now).decide(Optional.of(inUse), Source.judge(source, HOST, now));
    }

    private static MailDecision decide(ObservedSecret inUse, TlsBundle source, Instant now) {
        return decide(inUse, Optional.of(brought(data(source, AUTHORITY.leaf()))), now);
    }

    private static void assertShares(MailDecision decision, TlsBundle bundle) {
        assertThat(decision.action())
                .isInstanceOfSatisfying(
                        Share.class,
                        share -> assertThat(share.source().bundle().leaf()).isEqualTo(bundle.leaf()));
        assertThat(decision.use()).isEqualTo(Use.SHARED);
        assertThat(decision.objections()).isEmpty();
    }

    private static void assertKeeps(MailDecision decision, TlsBundle bundle, Use use) {
        assertThat(decision.action()).isEqualTo(new Keep(bundle));
        assertThat(decision.use()).isEqualTo(use);
    }

    @Nested
    class WhereNoneExists {
        private MailDecision decide(Optional<ObservedSecret> source) {
            return new MailPolicy(HOST, NOW).decide(Optional.empty(), Source.judge(source, HOST, NOW));
        }

        @Test
        void isMadeIfThereIsNoSource() {
            assertThat(decide(Optional.empty()).action()).isEqualTo(new Issue("did not exist"));
        }

        @Test
        void isMadeIfTheSourceIsFaulty() {
            MailDecision decision = decide(Optional.of(brought(Map.of())));

            assertThat(decision.action()).isEqualTo(new Issue("did not exist"));
            assertThat(decision.use()).isEqualTo(Use.FAULTY);
            assertThat(decision.objections()).isNotEmpty();
        }

        @Test
        void isTheSourceIfThatIsGood() {
            assertShares(decide(Optional.of(brought(data(real, AUTHORITY.leaf())))), real);
        }
    }

    @Nested
    class OurOwn {
        @Test
        void isRenewedAtTwoThirdsOfItsTime() {
            assertKeeps(
                    decide(issued(makeshift), Optional.empty(), NOW.plus(DAY.multipliedBy(242))),
                    makeshift,
                    Use.ABSENT);
            assertThat(decide(issued(makeshift), Optional.empty(), NOW.plus(DAY.multipliedBy(244)))
                            .action())
                    .isEqualTo(new Issue("was due for renewal"));
        }

        @Test
        void followsTheHostName() {
            MailDecision decision =
                    new MailPolicy("mx.example.org", NOW).decide(Optional.of(issued(makeshift)), new Source.Absent());

            assertThat(decision.action()).isEqualTo(new Issue("had other names than mx.example.org"));
        }

        @Test
        void isMadeAnewByOrderAndOnlyOnce() {
            ObservedSecret ordered = annotated(issued(makeshift), Annotations.ROTATE, "today");

            assertThat(decide(ordered, Optional.empty(), NOW).action()).isEqualTo(new Issue("was to be rotated"));
            assertKeeps(
                    decide(annotated(ordered, Annotations.ROTATED, "today"), Optional.empty(), NOW),
                    makeshift,
                    Use.ABSENT);
        }

        @Test
        void givesWayToAnyGoodSourceAtOnce() {
            TlsBundle older = Samples.issuer(NOW.minus(DAY)).selfSigned(HOST, YEAR);

            assertShares(decide(issued(makeshift), real, NOW), real);
            assertShares(decide(issued(makeshift), older, NOW), older);
        }

        @Test
        void staysWhileTheSourceIsFaulty() {
            MailDecision decision = decide(issued(makeshift), real(NOW.minus(YEAR)), NOW);

            assertKeeps(decision, makeshift, Use.FAULTY);
            assertThat(decision.objections()).hasSize(1).first().asString().contains("expired");
        }
    }

    @Nested
    class AnIssuedOne {
        private final TlsBundle newer = real(NOW.minus(Duration.ofHours(1)));

        @Test
        void isKeptWhileTheSourceIsTheSame() {
            assertKeeps(decide(shared(real), real, NOW), real, Use.SHARED);
        }

        @Test
        void isReplacedByANewerOne() {
            assertShares(decide(shared(real), newer, NOW), newer);
        }

        @Test
        void isNotReplacedByAnOlderOne() {
            MailDecision decision = decide(shared(newer), real, NOW);

            assertKeeps(decision, newer, Use.WORSE);
            assertThat(decision.objections())
                    .containsExactly(
                            "data[tls.crt]: was issued before the one in use; to take it all the same, give the mail"
                                    + " Secret a new value of the annotation tachydromos.io/rotate");
        }

        @Test
        void isReplacedByAnOlderOneByOrder() {
            assertShares(decide(annotated(shared(newer), Annotations.ROTATE, "1"), real, NOW), real);
        }

        @Test
        void isReplacedByAnOlderOneIfItHasExpiredItself() {
            TlsBundle brief = Samples.issuer(NOW).leaf(AUTHORITY, List.of(HOST), DAY);

            assertShares(decide(shared(brief), real, NOW.plus(DAY.multipliedBy(2))), real);
        }

        @Test
        void isReplacedByAnOlderOneIfItIsForAnotherName() {
            assertShares(decide(shared(real("mx.example.org", NOW)), real, NOW), real);
        }

        @Test
        void isReplacedByTheSameWithAnotherChain() {
            TlsBundle longer = new TlsBundle(real.leaf(), List.of(AUTHORITY.leaf()), real.key());

            assertShares(decide(shared(real), longer, NOW), longer);
        }

        @Test
        void isNotReplacedByASelfSignedOne() {
            TlsBundle selfSigned = Samples.issuer(NOW).selfSigned(HOST, YEAR);

            MailDecision decision = decide(shared(real), selfSigned, NOW);

            assertKeeps(decision, real, Use.WORSE);
            assertThat(decision.objections()).first().asString().contains("is self-signed");
        }

        @Test
        void isReplacedByASelfSignedOneOnceItHasExpired() {
            TlsBundle selfSigned = Samples.issuer(NOW).selfSigned(HOST, YEAR);

            assertShares(decide(shared(real), selfSigned, NOW.plus(DAY.multipliedBy(100))), selfSigned);
        }

        @Test
        void isKeptIfTheSourceIsGoneEvenToItsEnd() {
            assertKeeps(decide(shared(real), Optional.empty(), NOW), real, Use.ABSENT);
            assertKeeps(decide(shared(real), Optional.empty(), NOW.plus(YEAR)), real, Use.ABSENT);
        }

        @Test
        void isKeptIfTheSourceIsFaultyEvenToItsEnd() {
            MailDecision decision = decide(shared(real), real, NOW.plus(YEAR));

            assertKeeps(decision, real, Use.FAULTY);
        }
    }

    @Nested
    class OfSomebodyElse {
        private final TlsBundle foreign = Samples.issuer(NOW).selfSigned("other.example.net", DAY);

        @Test
        void isNeverReplaced() {
            assertKeeps(decide(brought(data(foreign)), real, NOW.plus(DAY.multipliedBy(2))), foreign, Use.UNASKED);
        }

        @Test
        void isNeverReplacedInOurSecretEither() {
            assertKeeps(decide(issued(makeshift, data(foreign)), real, NOW), foreign, Use.UNASKED);
        }

        @Test
        void isLeftToItsOwnerIfItCannotBeRead() {
            MailDecision decision = decide(brought(Map.of()), real, NOW);

            assertThat(decision.action()).isEqualTo(new Leave("tls.crt: is missing"));
            assertThat(decision.use()).isEqualTo(Use.UNASKED);
        }
    }

    @Nested
    class OurSecretThatCannotBeRead {
        @Test
        void isMendedByAGoodSource() {
            assertShares(decide(issued(makeshift, Map.of()), real, NOW), real);
        }

        @Test
        void isNeverMendedByOneOfOurOwnSinceABetterOneMayBeServedStill() {
            assertThat(decide(issued(makeshift, Map.of()), Optional.empty(), NOW)
                            .action())
                    .isEqualTo(new Leave("tls.crt: is missing"));
        }
    }
}
