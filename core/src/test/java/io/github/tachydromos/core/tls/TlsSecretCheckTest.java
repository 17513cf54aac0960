// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.core.tls;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tachydromos.core.finding.Finding;
import io.github.tachydromos.core.finding.Rule;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TlsSecretCheckTest {
    private static Map<String, Map<String, byte[]>> good;
    private static Map<String, Map<String, byte[]>> broken;

    @BeforeAll
    static void make() throws Exception {
        TestSecrets secrets = new TestSecrets();
        good = secrets.good();
        broken = secrets.broken();
    }

    static Stream<String> goodNames() {
        return good.keySet().stream();
    }

    static Stream<String> brokenNames() {
        return broken.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("goodNames")
    void findsNothingInWhatCanBeServed(String name) {
        assertThat(findings(good.get(name))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("brokenNames")
    void tellsTheFaultAndNothingElse(String name) {
        List<Finding> findings = findings(broken.get(name));

        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.rule()).isEqualTo(name.split(" ")[0]);
            assertThat(finding.path()).isIn("data[tls.crt]", "data[tls.key]");
            assertThat(finding.hint()).isNotBlank();
        });
    }

    @Test
    void knowsOfEachRuleWhatBreaksIt() {
        Set<String> shown = new HashSet<>();
        broken.keySet().forEach(name -> shown.add(name.split(" ")[0]));

        assertThat(TlsRules.ALL).extracting(Rule::id).containsExactlyInAnyOrderElementsOf(shown);
    }

    @Test
    void saysWhichNamesThereAre() {
        assertThat(findings(broken.get("tls-host-name 1")))
                .extracting(Finding::toString)
                .containsExactly("data[tls.crt]: is for \"www.acme.eu\", \"acme.eu\", not for \"mail.acme.eu\"; have it"
                        + " issued for the host, or set hostname to a name that it has");
    }

    @Test
    void saysWhoseCertificateIsMissing() {
        assertThat(findings(broken.get("tls-chain-incomplete 1 leaf alone")))
                .extracting(Finding::message)
                .containsExactly("lacks the certificate of \"CN=Intermediate,O=Test\"");
    }

    @Test
    void tellsAllFaultsAtOnce() {
        Map<String, byte[]> two = new HashMap<>(broken.get("tls-expired"));
        two.put("tls.key", broken.get("tls-key-mismatch 1").get("tls.key"));

        assertThat(TlsSecretCheck.findings(two, "other.acme.eu", Instant.now()))
                .extracting(Finding::rule)
                .containsExactlyInAnyOrder("tls-expired", "tls-key-mismatch", "tls-host-name");
    }

    @Test
    void judgesTheMomentItIsAskedFor() {
        Map<String, byte[]> data = good.get("RSA 2048");
        Instant later = Instant.now().plus(Duration.ofDays(31));

        assertThat(TlsSecretCheck.findings(data, TestSecrets.HOST, later))
                .extracting(Finding::rule)
                .containsExactly("tls-expired", "tls-chain-expired");
    }

    /** The JDK makes no such key any more: the certificate is one of P-256 whose curve is renamed. */
    @Test
    void tellsAWeakCurveThatTheJdkCannotRead() throws Exception {
        String text = new String(good.get("EC secp256r1").get("tls.crt"), US_ASCII);
        byte[] der = Pem.certificates(text.getBytes(US_ASCII)).getFirst().getEncoded();
        byte[] weak =
                replace(der, X9ObjectIdentifiers.prime256v1.getEncoded(), X9ObjectIdentifiers.prime192v1.getEncoded());
        Map<String, byte[]> data = new HashMap<>(good.get("EC secp256r1"));
        data.put("tls.crt", pem(weak));

        assertThat(findings(data))
                .extracting(Finding::toString)
                .containsExactly("data[tls.crt]: certificate 1 has an EC key of 192 bits, less than 256; have the"
                        + " certificate issued for a new key: RSA 2048 or EC P-256");
    }

    @Test
    void neverThrowsNorQuotesAKey() {
        Random random = new Random(4);
        byte[] chain = good.get("EC secp256r1").get("tls.crt");
        byte[] key = good.get("EC secp256r1").get("tls.key");
        String secretPart = new String(key, US_ASCII)
                .lines()
                .skip(1)
                .findFirst()
                .orElseThrow()
                .substring(0, 40);
        for (int i = 0; i < 200; i++) {
            Map<String, byte[]> data = Map.of("tls.crt", spoiled(chain, random), "tls.key", spoiled(key, random));

            assertThat(findings(data))
                    .allSatisfy(finding -> assertThat(finding.toString())
                            .doesNotContain(secretPart)
                            .hasSizeLessThan(500));
        }
    }

    private static byte[] spoiled(byte[] text, Random random) {
        byte[] spoiled = text.clone();
        for (int i = random.nextInt(6); i > 0; i--) {
            spoiled[random.nextInt(spoiled.length)] = (byte) random.nextInt(256);
        }
        return random.nextInt(10) == 0 ? Arrays.copyOf(spoiled, random.nextInt(spoiled.length)) : spoiled;
    }

    private static byte[] pem(byte[] der) {
        return ("-----BEGIN CERTIFICATE-----\n" + Base64.getMimeEncoder().encodeToString(der)
                        + "\n-----END CERTIFICATE-----\n")
                .getBytes(US_ASCII);
    }

    private static byte[] replace(byte[] text, byte[] from, byte[] to) {
        String changed = new String(text, ISO_8859_1).replace(new String(from, ISO_8859_1), new String(to, ISO_8859_1));
        return changed.getBytes(ISO_8859_1);
    }

    private static List<Finding> findings(Map<String, byte[]> data) {
        return TlsSecretCheck.findings(data, TestSecrets.HOST, Instant.now());
    }
}
