// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.acceptance;

import io.github.tachydromos.core.tls.Pem;
import io.github.tachydromos.core.tls.PemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.Optional;

/**
 * What the chart tells the test's pod.
 *
 * @param webmail the webmail, if it runs
 * @param account whom to log in as, if the operator named somebody
 */
record AcceptanceSettings(
        String smtpHost, String imapHost, Optional<Webmail> webmail, Optional<Account> account, X509Certificate leaf) {

    /**
     * Where webmail answers within the cluster.
     *
     * @param service host of its Service
     * @param host the name that visitors call it by
     */
    record Webmail(String service, String host) {}

    /** An account of the directory. */
    record Account(String mail, String password) {}

    static AcceptanceSettings read(Map<String, String> environment) throws IOException {
        return new AcceptanceSettings(
                environment.getOrDefault("TACHYDROMOS_SMTP", "localhost"),
                environment.getOrDefault("TACHYDROMOS_IMAP", "localhost"),
                given(environment, "TACHYDROMOS_WEBMAIL")
                        .map(service ->
                                new Webmail(service, environment.getOrDefault("TACHYDROMOS_WEBMAIL_HOST", service))),
                account(environment),
                leaf(Path.of(environment.getOrDefault("TACHYDROMOS_CERTIFICATE", "tls.crt"))));
    }

    private static Optional<Account> account(Map<String, String> environment) throws IOException {
        Optional<String> mail = given(environment, "TACHYDROMOS_ACCOUNT");
        if (mail.isEmpty()) {
            return Optional.empty();
        }
        Path password = Path.of(environment.getOrDefault("TACHYDROMOS_PASSWORD", "password"));
        if (!Files.isReadable(password)) {
            throw new IOException(
                    "tests.account.existingSecret: there is no such Secret, or it lacks the key password; "
                            + "make it with the password of " + mail.get());
        }
        return Optional.of(new Account(mail.get(), Files.readString(password).strip()));
    }

    private static X509Certificate leaf(Path file) throws IOException {
        if (!Files.isReadable(file)) {
            throw new IOException("there is no mail certificate yet; look at the log of the cert-rotator");
        }
        try {
            return Pem.certificates(Files.readAllBytes(file)).getFirst();
        } catch (PemException e) {
            throw new IOException("the mail certificate's Secret: " + e.getMessage(), e);
        }
    }

    private static Optional<String> given(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
    }
}
