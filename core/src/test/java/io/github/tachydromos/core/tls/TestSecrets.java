// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.core.tls;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.tachydromos.core.tls.TestAuthority.Wish;
import java.io.StringWriter;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PKCS8Generator;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8EncryptorBuilder;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemWriter;

/** Data of TLS Secrets for one host, good ones and one for each way in which they break; made anew in each run. */
public final class TestSecrets {
    public static final String HOST = "mail.acme.eu";

    private final TestAuthority root;
    private final TestAuthority intermediate;
    private final KeyPair server;
    private final KeyPair rsa;

    public TestSecrets() throws Exception {
        root = TestAuthority.root("Root");
        intermediate = root.intermediate("Intermediate", Wish.now());
        server = ellipticPair("secp256r1");
        rsa = rsaPair(2048);
    }

    /** By name; each is fit to be served. */
    public Map<String, Map<String, byte[]>> good() throws Exception {
        Map<String, Map<String, byte[]>> good = new LinkedHashMap<>();
        for (String curve : List.of("secp256r1", "secp384r1", "secp521r1")) {
            good.put("EC " + curve, whole(ellipticPair(curve), wish()));
        }
        good.put("RSA 2048", whole(rsa, wish()));
        good.put("Ed25519", whole(TestCertificates.keyPair("Ed25519"), wish()));
        good.put("PKCS#1", secret(chain(rsa, wish()), pkcs1(rsa)));
        good.put("SEC 1 behind its parameters", secret(chain(server, wish()), sec1(server)));
        good.put("root included", secret(crt(leaf(), intermediate.certificate(), root.certificate()), key(server)));
        good.put("chain of three", chainOfThree());
        good.put("wildcard", whole(server, Wish.now().names("acme.eu", "*.acme.eu")));
        good.put("another case", whole(server, Wish.now().names("MAIL.Acme.EU")));
        good.put("a hundred names", whole(server, Wish.now().names(hundredNames())));
        good.put("self-signed", selfSigned());
        good.put("leaf of a root in ca.crt", with(secret(crt(root.leaf(server, wish())), key(server)), root));
        good.put("text around the blocks", withText());
        good.put(
                "line ends of Windows",
                secret(chain(server, wish()).replace("\n", "\r\n"), key(server).replace("\n", "\r\n")));
        good.put("any purpose", whole(server, wish().purpose(KeyPurposeId.anyExtendedKeyUsage)));
        return good;
    }

    /** By the id of the only rule that each breaks, and a number where one rule has several ways. */
    public Map<String, Map<String, byte[]>> broken() throws Exception {
        Map<String, Map<String, byte[]>> broken = new LinkedHashMap<>();
        String chain = chain(server, wish());
        String key = key(server);
        broken.put("tls-entry-missing 1", Map.of("tls.crt", bytes(chain)));
        broken.put("tls-entry-missing 2", Map.of("tls.key", bytes(key)));
        broken.put("tls-entry-missing 3", secret("", key));
        broken.put("tls-entry-missing 4", secret(chain, ""));
        broken.put("tls-entries-swapped", secret(key, chain));
        broken.put("tls-certificate-unreadable 1 garbage", secret("\u0000\u0001 no certificate", key));
        broken.put("tls-certificate-unreadable 2 cut off", secret(crt(leaf()).substring(0, 300), key));
        broken.put("tls-certificate-unreadable 3 damaged", secret(damaged(chain), key));
        broken.put("tls-certificate-unreadable 4 another block", secret(key + chain, key));
        broken.put(
                "tls-certificate-unreadable 5 binary", Map.of("tls.crt", leaf().getEncoded(), "tls.key", bytes(key)));
        broken.put("tls-key-unreadable 1 garbage", secret(chain, "no key"));
        broken.put("tls-key-unreadable 2 cut off", secret(chain, key.substring(0, 60)));
        broken.put("tls-key-unreadable 3 damaged", secret(chain, damaged(key)));
        broken.put("tls-key-encrypted 1 PKCS#8", secret(chain, encrypted(server)));
        broken.put("tls-key-encrypted 2 OpenSSL", secret(chain, encryptedByOpenssl()));
        broken.put("tls-key-mismatch 1", secret(chain, key(ellipticPair("secp256r1"))));
        broken.put("tls-key-mismatch 2 another kind", secret(chain, key(rsa)));
        broken.put("tls-key-weak 1 RSA", whole(rsaPair(1024), wish()));
        broken.put("tls-expired", whole(server, wish().valid(Duration.ofDays(-90), Duration.ofMinutes(-1))));
        broken.put("tls-not-yet-valid", whole(server, wish().valid(Duration.ofMinutes(5), Duration.ofDays(90))));
        broken.put("tls-host-name 1", whole(server, Wish.now().names("www.acme.eu", "acme.eu")));
        broken.put("tls-host-name 2 none", whole(server, Wish.now()));
        broken.put(
                "tls-host-name 3 wildcard too high",
                whole(server, Wish.now().names("*.eu", "*.mail.acme.eu", "m*.acme.eu")));
        broken.put("tls-purpose", whole(server, wish().purpose(KeyPurposeId.id_kp_clientAuth)));
        broken.put("tls-signature-weak", whole(server, wish().signedWith("SHA1")));
        broken.put("tls-chain-order 1", secret(crt(intermediate.certificate(), leaf()), key));
        broken.put("tls-chain-order 2", secret(crt(leaf(), root.certificate(), intermediate.certificate()), key));
        broken.put("tls-chain-incomplete 1 leaf alone", secret(crt(leaf()), key));
        broken.put("tls-chain-incomplete 2 root only", secret(crt(leaf(), root.certificate()), key));
        broken.put(
                "tls-chain-incomplete 3 another one",
                secret(crt(leaf(), TestAuthority.root("Other").certificate()), key));
        broken.put(
                "tls-chain-incomplete 4 other root in ca.crt",
                with(secret(crt(leaf()), key), TestAuthority.root("Root")));
        broken.put("tls-chain-expired", expiredIntermediate());
        broken.put("tls-chain-long", secret(chain.repeat(20), key));
        return broken;
    }

    private Wish wish() {
        return Wish.now().names(HOST);
    }

    private X509Certificate leaf() throws Exception {
        return intermediate.leaf(server, wish());
    }

    private String chain(KeyPair pair, Wish wish) throws Exception {
        return crt(intermediate.leaf(pair, wish), intermediate.certificate());
    }

    private Map<String, byte[]> whole(KeyPair pair, Wish wish) throws Exception {
        return secret(chain(pair, wish), key(pair));
    }

    private Map<String, byte[]> chainOfThree() throws Exception {
        TestAuthority issuing = intermediate.intermediate("Issuing", Wish.now());
        return secret(
                crt(issuing.leaf(server, wish()), issuing.certificate(), intermediate.certificate()), key(server));
    }

    private Map<String, byte[]> expiredIntermediate() throws Exception {
        TestAuthority old = root.intermediate("Old", Wish.now().valid(Duration.ofDays(-90), Duration.ofDays(-1)));
        return secret(crt(old.leaf(server, wish()), old.certificate()), key(server));
    }

    private Map<String, byte[]> selfSigned() throws Exception {
        TestAuthority own = TestAuthority.itself(HOST, server, wish());
        return secret(crt(own.certificate()), key(server));
    }

    private Map<String, byte[]> withText() throws Exception {
        String text = "Bag Attributes\n    friendlyName: mail\nsubject=CN = server\n";
        return secret(
                "# for the mail host\n" + text + crt(leaf()) + text + crt(intermediate.certificate()) + "\n# end\n",
                "Bag Attributes\n    localKeyID: 01\nKey Attributes: <No Attributes>\n" + key(server) + "\n\n");
    }

    private static Map<String, byte[]> with(Map<String, byte[]> data, TestAuthority authority) {
        Map<String, byte[]> more = new HashMap<>(data);
        more.put("ca.crt", bytes(crt(authority.certificate())));
        return more;
    }

    private static String[] hundredNames() {
        return IntStream.rangeClosed(1, 100)
                .mapToObj(i -> i < 100 ? "host" + i + ".acme.eu" : HOST)
                .toArray(String[]::new);
    }

    private static Map<String, byte[]> secret(String certificates, String key) {
        return Map.of("tls.crt", bytes(certificates), "tls.key", bytes(key));
    }

    private static String crt(X509Certificate... certificates) {
        return Pem.write(List.of(certificates));
    }

    private static String key(KeyPair pair) {
        return Pem.write(pair.getPrivate());
    }

    private static String damaged(String pem) {
        int middle = pem.indexOf('\n') + 20;
        return pem.substring(0, middle) + "AAAAAAAAAAAAAAAA" + pem.substring(middle + 16);
    }

    private static KeyPair rsaPair(int bits) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(bits);
        return generator.generateKeyPair();
    }

    private static KeyPair ellipticPair(String curve) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec(curve));
        return generator.generateKeyPair();
    }

    private static String encrypted(KeyPair pair) throws Exception {
        var encryptor = new JceOpenSSLPKCS8EncryptorBuilder(PKCS8Generator.AES_256_CBC)
                .setProvider(new BouncyCastleProvider())
                .setPassword("secret".toCharArray())
                .build();
        return pem(new JcaPKCS8Generator(pair.getPrivate(), encryptor).generate());
    }

    private static String encryptedByOpenssl() {
        return """
                -----BEGIN RSA PRIVATE KEY-----
                Proc-Type: 4,ENCRYPTED
                DEK-Info: AES-128-CBC,00112233445566778899AABBCCDDEEFF

                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                -----END RSA PRIVATE KEY-----
                """;
    }

    static String pkcs1(KeyPair pair) throws Exception {
        return pem(new PemObject(
                "RSA PRIVATE KEY",
                PrivateKeyInfo.getInstance(pair.getPrivate().getEncoded())
                        .getPrivateKey()
                        .getOctets()));
    }

    static String sec1(KeyPair pair) throws Exception {
        ASN1Encodable curve = PrivateKeyInfo.getInstance(pair.getPrivate().getEncoded())
                .getPrivateKeyAlgorithm()
                .getParameters();
        var encoded = new org.bouncycastle.asn1.sec.ECPrivateKey(256, ((ECPrivateKey) pair.getPrivate()).getS(), curve);
        return pem(new PemObject("EC PARAMETERS", curve.toASN1Primitive().getEncoded()))
                + pem(new PemObject("EC PRIVATE KEY", encoded.getEncoded()));
    }

    private static String pem(PemObject block) throws Exception {
        StringWriter text = new StringWriter();
        try (PemWriter writer = new PemWriter(text)) {
            writer.writeObject(block);
        }
        return text.toString();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(US_ASCII);
    }
}
