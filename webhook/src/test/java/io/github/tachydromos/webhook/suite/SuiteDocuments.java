// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.webhook.suite;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;

/** The sample document of core, and variants of it. */
public final class SuiteDocuments {
    public static final String NAMESPACE = "mail";
    public static final String NAME = "demo-tachydromos-suite";
    public static final String MAIL_TLS = "demo-tachydromos-mail-tls";

    private SuiteDocuments() {}

    public static String good() {
        try (var in = SuiteDocuments.class.getResourceAsStream("/suite.yaml")) {
            // a name that is kept for examples would be warned of
            return new String(in.readAllBytes(), UTF_8).replace("example.org", "tachydromos.io");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Two faults, of which a reader is to be told both. */
    public static String bad() {
        return good().replace("hostname: mail.tachydromos.io", "hostname: mail")
                .replace("messageSizeLimitMb: 50", "messageSizeLimitMb: 0");
    }

    public static String foreign() {
        return good().replace("schema: 1", "schema: 2");
    }

    /** The good one with so many lines in an access table that it has about this length. */
    public static String ofLength(int characters) {
        StringBuilder table = new StringBuilder("|\n");
        for (int i = 0; table.length() < characters - good().length(); i++) {
            table.append("    host-").append(i).append(".example.net OK\n");
        }
        return good().replace("heloWhitelist: \"\"\n", "heloWhitelist: " + table);
    }
}
