// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon.postfix;

import io.github.tachydromos.core.tls.Pem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Throw-away authority and leaves, made by the JDK's keytool: nothing of the kind is checked in. */
final class TestPki {
    private static final String PASSWORD = "throw-away";

    private final Path file;

    TestPki(Path folder) throws IOException, InterruptedException {
        file = folder.resolve("pki.p12");
        make("authority", "-ext", "bc:critical=ca:true");
    }

    /** The data of a Secret with the leaf for the name; each name has one. */
    Map<String, String> leaf(String name) throws IOException, InterruptedException, GeneralSecurityException {
        if (!read().containsAlias(name)) {
            make(name, "-signer", "authority", "-ext", "san=dns:" + name, "-ext", "eku=serverAuth,clientAuth");
        }
        KeyStore store = read();
        return Map.of(
                "tls.crt", Pem.write(List.of((X509Certificate) store.getCertificate(name))),
                "tls.key", Pem.write((PrivateKey) store.getKey(name, PASSWORD.toCharArray())));
    }

    /** The data of the Secret with the authority's certificate. */
    Map<String, String> authority() throws IOException, GeneralSecurityException {
        return Map.of("ca.crt", Pem.write(List.of((X509Certificate) read().getCertificate("authority"))));
    }

    private void make(String alias, String... options) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keystore",
                file.toString(),
                "-storepass",
                PASSWORD,
                "-alias",
                alias,
                "-dname",
                "CN=" + alias,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-validity",
                "2"));
        command.addAll(List.of(options));
        Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (keytool.waitFor() != 0) {
            throw new IOException(output);
        }
    }

    private KeyStore read() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream stream = Files.newInputStream(file)) {
            store.load(stream, PASSWORD.toCharArray());
        }
        return store;
    }
}
