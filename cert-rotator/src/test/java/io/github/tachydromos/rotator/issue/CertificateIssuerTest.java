// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.rotator.issue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.tachydromos.core.tls.TlsBundle;
import java.security.SecureRandom;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CertificateIssuerTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final Duration YEAR = Duration.ofDays(365);
    private static final String SERVER_AUTH = "1.3.6.1.5.5.7.3.1";
    private static final String CLIENT_AUTH = "1.3.6.1.5.5.7.3.2";
    private static final int DIGITAL_SIGNATURE = 0;
    private static final int KEY_CERT_SIGN = 5;

    private final CertificateIssuer issuer = new CertificateIssuer(new SecureRandom(), InstantSource.fixed(NOW));
    private final TlsBundle authority = issuer.authority("demo internal authority", YEAR.multipliedBy(10));

    @Test
    void issuesLeavesThatLeadToTheAuthority() {
        TlsBundle leaf = issuer.leaf(authority, List.of("openldap.mail.svc", "openldap"), YEAR);

        assertThatCode(() -> validate(leaf.leaf(), authority.leaf())).doesNotThrowAnyException();
    }

    @Test
    void namesHostsAndPurposesOfALeaf() throws Exception {
        X509Certificate leaf = issuer.leaf(authority, List.of("openldap.mail.svc", "openldap"), YEAR)
                .leaf();

        assertThat(leaf.getSubjectAlternativeNames())
                .extracting(name -> String.valueOf(name.get(1)))
                .containsExactly("openldap.mail.svc", "openldap");
        assertThat(leaf.getExtendedKeyUsage()).containsExactly(SERVER_AUTH, CLIENT_AUTH);
        assertThat(leaf.getBasicConstraints()).isNegative();
        assertThat(leaf.getKeyUsage()[DIGITAL_SIGNATURE]).isTrue();
        assertThat(leaf.getKeyUsage()[KEY_CERT_SIGN]).isFalse();
        assertThat(((ECPublicKey) leaf.getPublicKey()).getParams().getOrder().bitLength())
                .isEqualTo(256);
        assertThat(leaf.getNotAfter().toInstant()).isEqualTo(NOW.plus(YEAR));
    }

    @Test
    void limitsTheAuthorityToLeaves() {
        X509Certificate certificate = authority.leaf();

        assertThat(certificate.getBasicConstraints()).isZero();
        assertThat(certificate.getKeyUsage()[KEY_CERT_SIGN]).isTrue();
        assertThat(certificate.getKeyUsage()[DIGITAL_SIGNATURE]).isFalse();
    }

    @Test
    void letsNoLeafOutliveItsAuthority() {
        TlsBundle ending = issuer.authority("ending", Duration.ofDays(30));

        assertThat(issuer.leaf(ending, List.of("a"), YEAR).leaf().getNotAfter())
                .isEqualTo(ending.leaf().getNotAfter());
    }

    @Test
    void acceptsNamesThatAreTooLongForASubject() throws Exception {
        String longName = "a".repeat(60) + ".example.org";

        X509Certificate certificate = issuer.selfSigned(longName, YEAR).leaf();

        assertThat(certificate.getSubjectX500Principal().getName()).isEqualTo("O=tachydromos");
        assertThat(certificate.getSubjectAlternativeNames())
                .extracting(name -> String.valueOf(name.get(1)))
                .containsExactly(longName);
    }

    @Test
    void usesAnotherKeyAndSerialEachTime() {
        X509Certificate one = issuer.selfSigned("mail.example.org", YEAR).leaf();
        X509Certificate other = issuer.selfSigned("mail.example.org", YEAR).leaf();

        assertThat(one.getPublicKey()).isNotEqualTo(other.getPublicKey());
        assertThat(one.getSerialNumber()).isNotEqualTo(other.getSerialNumber()).isPositive();
    }

    @Test
    void makesPasswordsThatNeedNoQuoting() {
        PasswordIssuer passwords = new PasswordIssuer(new SecureRandom());

        assertThat(passwords.password()).matches("[A-Za-z0-9]{32}").isNotEqualTo(passwords.password());
    }

    private static void validate(X509Certificate leaf, X509Certificate anchor) throws Exception {
        PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(anchor, null)));
        parameters.setRevocationEnabled(false);
        parameters.setDate(Date.from(NOW));
        CertPathValidator.getInstance("PKIX")
                .validate(CertificateFactory.getInstance("X.509").generateCertPath(List.of(leaf)), parameters);
    }
}
