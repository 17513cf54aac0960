// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.rotator.policy;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tachydromos.core.tls.TlsBundle;
import io.github.tachydromos.rotator.issue.CertificateIssuer;
import io.github.tachydromos.rotator.policy.RotationDecision.Issue;
import io.github.tachydromos.rotator.policy.RotationDecision.Keep;
import io.github.tachydromos.rotator.policy.RotationDecision.Leave;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RotationPolicyTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final Duration YEAR = Duration.ofDays(365);
    private static final String HOST = "mail.example.org";

    private static final CertificateIssuer ISSUER = new CertificateIssuer(new SecureRandom(), InstantSource.fixed(NOW));
    private static final TlsBundle AUTHORITY = ISSUER.authority("test authority", YEAR.multipliedBy(10));

    private static ObservedSecret secret(boolean ours, String issuedLeaf, Map<String, byte[]> data) {
        return new ObservedSecret("secret", ours, issuedLeaf, data, "1");
    }

    private static ObservedSecret issued(TlsBundle bundle) {
        return secret(true, Certificates.digest(bundle.leaf()), data(bundle));
    }

    private static Map<String, byte[]> data(TlsBundle bundle) {
        return Map.of(
                "tls.crt", bundle.certificatesPem().getBytes(US_ASCII),
                "tls.key", bundle.keyPem().getBytes(US_ASCII));
    }

    private static Map<String, byte[]> data(TlsBundle bundle, TlsBundle trusted) {
        Map<String, byte[]> data = new HashMap<>(data(bundle));
        data.put("ca.crt", trusted.certificatesPem().getBytes(US_ASCII));
        return data;
    }

    @Nested
    class Mail {
        private final TlsBundle own = ISSUER.selfSigned(HOST, YEAR);

        private RotationDecision decide(ObservedSecret secret, Duration later) {
            return RotationPolicy.mail(Optional.of(secret), HOST, NOW.plus(later));
        }

        @Test
        void isIssuedWhereNoneExists() {
            assertThat(RotationPolicy.mail(Optional.empty(), HOST, NOW)).isEqualTo(new Issue("did not exist"));
        }

        @Test
        void isRenewedAtTwoThirdsOfItsTime() {
            assertThat(decide(issued(own), Duration.ofDays(242))).isEqualTo(new Keep(own));
            assertThat(decide(issued(own), Duration.ofDays(244))).isEqualTo(new Issue("was due for renewal"));
        }

        @Test
        void followsTheHostName() {
            assertThat(RotationPolicy.mail(Optional.of(issued(own)), "mx.example.org", NOW))
                    .isEqualTo(new Issue("had other names than mx.example.org"));
        }

        @Test
        void ofSomebodyElseIsNeverReplaced() {
            TlsBundle foreign = ISSUER.selfSigned("other.example.net", Duration.ofDays(1));

            assertThat(decide(secret(false, "", data(foreign)), YEAR)).isEqualTo(new Keep(foreign));
        }

        @Test
        void thatSomebodyPutIntoOurSecretIsNeverReplaced() {
            TlsBundle foreign = ISSUER.selfSigned("other.example.net", Duration.ofDays(1));
            ObservedSecret overwritten = secret(true, Certificates.digest(own.leaf()), data(foreign));

            assertThat(decide(overwritten, YEAR)).isEqualTo(new Keep(foreign));
        }

        @Test
        void thatCannotBeReadIsLeftToItsOwner() {
            assertThat(decide(secret(false, "", Map.of()), Duration.ZERO)).isEqualTo(new Leave("tls.crt: is missing"));
        }
    }

    @Nested
    class Authority {
        @Test
        void isKeptToItsEndAndNotReplacedThen() {
            assertThat(RotationPolicy.authority(Optional.of(issued(AUTHORITY)), NOW.plus(YEAR.multipliedBy(9))))
                    .isEqualTo(new Keep(AUTHORITY));
            assertThat(RotationPolicy.authority(Optional.of(issued(AUTHORITY)), NOW.plus(YEAR.multipliedBy(10))))
                    .isInstanceOf(Leave.class);
        }

        @Test
        void mustBeOne() {
            TlsBundle leaf = ISSUER.leaf(AUTHORITY, List.of("a"), YEAR);

            assertThat(RotationPolicy.authority(Optional.of(issued(leaf)), NOW))
                    .isEqualTo(new Leave("tls.crt: is not a self-signed certificate authority"));
        }
    }

    @Nested
    class Leaf {
        private static final List<String> NAMES = List.of("dovecot.mail.svc", "dovecot");
        private final TlsBundle leaf = ISSUER.leaf(AUTHORITY, NAMES, YEAR);

        private RotationDecision decide(boolean ours, Map<String, byte[]> data, List<String> names, Duration later) {
            return RotationPolicy.leaf(Optional.of(secret(ours, "", data)), names, AUTHORITY.leaf(), NOW.plus(later));
        }

        @Test
        void isKeptUntilTwoThirdsOfItsTime() {
            assertThat(decide(true, data(leaf, AUTHORITY), NAMES.reversed(), Duration.ofDays(242)))
                    .isEqualTo(new Keep(leaf));
            assertThat(decide(true, data(leaf, AUTHORITY), NAMES, Duration.ofDays(244)))
                    .isEqualTo(new Issue("was due for renewal"));
        }

        @Test
        void followsItsNames() {
            assertThat(decide(true, data(leaf, AUTHORITY), List.of("dovecot"), Duration.ZERO))
                    .isEqualTo(new Issue("had other names than dovecot"));
        }

        @Test
        void followsTheAuthority() {
            TlsBundle other = ISSUER.authority("test authority", YEAR);
            TlsBundle foreign = ISSUER.leaf(other, NAMES, YEAR);

            assertThat(decide(true, data(foreign, other), NAMES, Duration.ZERO))
                    .isEqualTo(new Issue("was issued by another authority"));
            assertThat(decide(true, data(leaf, other), NAMES, Duration.ZERO))
                    .isEqualTo(new Issue("did not name the present authority"));
        }

        @Test
        void thatCannotBeReadIsMadeAnewIfOursAndLeftElse() {
            assertThat(decide(true, Map.of(), NAMES, Duration.ZERO)).isEqualTo(new Issue("tls.crt: is missing"));
            assertThat(decide(false, Map.of(), NAMES, Duration.ZERO)).isEqualTo(new Leave("tls.crt: is missing"));
        }

        @Test
        void ofSomebodyElseIsKept() {
            TlsBundle foreign = ISSUER.selfSigned("other", YEAR);

            assertThat(decide(false, data(foreign), NAMES, YEAR)).isEqualTo(new Keep(foreign));
        }
    }
}
