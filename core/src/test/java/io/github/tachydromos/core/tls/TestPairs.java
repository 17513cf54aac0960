// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.core.tls;

import io.github.tachydromos.core.tls.TestAuthority.Wish;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bouncycastle.asn1.x509.KeyPurposeId;

/** Key pairs of an authority that lives as long as a test, as Secrets hold them: nothing of the kind is checked in. */
public final class TestPairs {
    private final TestAuthority authority;
    private final Map<String, TlsBundle> leaves = new ConcurrentHashMap<>();

    public TestPairs() {
        this("EC");
    }

    /** Of an authority with a key of this kind, as the JDK calls it. */
    public TestPairs(String keyKind) {
        try {
            authority = TestAuthority.root("test authority", TestCertificates.keyPair(keyKind));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    public X509Certificate certificate() {
        return authority.certificate();
    }

    /** The key pair of the authority itself. */
    public TlsBundle authority() {
        return authority.bundle();
    }

    /** The content of {@code ca.crt}. */
    public String pem() {
        return Pem.write(List.of(certificate()));
    }

    /** A new key pair for names and addresses, of a server that is a client, too. */
    public TlsBundle leaf(String... hosts) {
        return leaf(Wish.now(), hosts);
    }

    /** One that is valid from then until then, seen from now. */
    public TlsBundle leaf(Duration from, Duration until, String... hosts) {
        return leaf(Wish.now().valid(from, until), hosts);
    }

    private TlsBundle leaf(Wish when, String... hosts) {
        try {
            KeyPair own = TestCertificates.keyPair("EC");
            Wish wish = when.names(hosts).purpose(KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth);
            return new TlsBundle(authority.leaf(hosts[0], own, wish), List.of(), own.getPrivate());
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** The data of a Secret for the name: the same each time, until it is renewed. */
    public Map<String, String> secret(String host) {
        TlsBundle leaf = leaves.computeIfAbsent(host, name -> leaf(name));
        return Map.of(
                TlsBundle.CERTIFICATE_ENTRY,
                leaf.certificatesPem(),
                TlsBundle.KEY_ENTRY,
                leaf.keyPem(),
                TlsBundle.CA_ENTRY,
                pem());
    }

    /** The data of a Secret with this key pair. */
    public Map<String, byte[]> data(TlsBundle pair) {
        return Map.of(
                TlsBundle.CERTIFICATE_ENTRY, pair.certificatesPem().getBytes(StandardCharsets.US_ASCII),
                TlsBundle.KEY_ENTRY, pair.keyPem().getBytes(StandardCharsets.US_ASCII),
                TlsBundle.CA_ENTRY, pem().getBytes(StandardCharsets.US_ASCII));
    }

    /** The next Secret that is asked for under this name holds a new key pair. */
    public void renew(String host) {
        leaves.remove(host);
    }
}
