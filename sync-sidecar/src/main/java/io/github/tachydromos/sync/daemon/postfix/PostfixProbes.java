// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon.postfix;

import io.github.tachydromos.sync.daemon.Probe;
import io.github.tachydromos.sync.daemon.SmtpDialogue;
import io.github.tachydromos.sync.daemon.TlsPort;
import io.github.tachydromos.sync.daemon.WantedLeaf;
import io.github.tachydromos.sync.render.RenderedTree;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Looks at the listeners of this pod. */
final class PostfixProbes {
    private static final Duration RECIPIENT_HOLDS = Duration.ofSeconds(15);
    private static final Duration CERTIFICATE_HOLDS = Duration.ofMinutes(5);
    private static final Pattern HOSTNAME = Pattern.compile("(?m)^myhostname = (\\S+)$");
    private static final Pattern FILTER = Pattern.compile("(?m)^smtpd_milters = \\S");
    private static final String FILTER_AWAY = "451 4.7.1";

    /** To STARTTLS while the filter is away; without a usable certificate it would be 454 4.7.0. */
    private static final String NO_TLS_NOW = "454 4.3.0";

    private static final Pattern REPLICA_COMPLETE = Pattern.compile("(?m)^tables = \\$sqlite$");

    private final IntFunction<InetSocketAddress> listener;

    /** Looks at the listeners that {@code listener} gives for their ports. */
    PostfixProbes(IntFunction<InetSocketAddress> listener) {
        this.listener = listener;
    }

    /** Within the pod. */
    static PostfixProbes onLoopback() {
        return new PostfixProbes(port -> new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    List<Probe> of(RenderedTree tree) {
        return List.of(
                new Probe("recipient on port 25", RECIPIENT_HOLDS, () -> askForRecipient(tree)),
                new Probe(
                        "certificate on port 10025",
                        CERTIFICATE_HOLDS,
                        () -> WantedLeaf.of(tree, PostfixDaemon.INTERNAL_PAIR).expect(served(10025, false))));
    }

    /** Nobody can have this address: "unknown" says that Postfix asked the replica and got its word. */
    private void askForRecipient(RenderedTree tree) throws IOException {
        String main = text(tree, "main.cf");
        Matcher hostname = HOSTNAME.matcher(main);
        if (!hostname.find()) {
            throw new IOException("main.cf names no host");
        }
        String host = hostname.group(1);
        try (SmtpDialogue smtp = new SmtpDialogue(listener.apply(25))) {
            smtp.expect("220 " + host + " ");
            smtp.say("EHLO " + host, "250");
            boolean filtered = FILTER.matcher(main).find();
            String sender = smtp.say("MAIL FROM:<>", "250", filtered ? FILTER_AWAY : "250");
            if (!sender.startsWith("250")) {
                return; // that Rspamd is away is another pod's fault, and this one says so to its clients
            }
            smtp.say(
                    "RCPT TO:<tachydromos-probe@" + host + ">",
                    REPLICA_COMPLETE.matcher(main).find() ? "550 5.1.1" : "451 4.3.0");
            smtp.say("QUIT", "221");
        }
    }

    List<TlsPort> tlsPorts() {
        return List.of(
                new TlsPort(25, () -> served(25, true)),
                new TlsPort(465, () -> served(465, false)),
                new TlsPort(587, () -> served(587, true)));
    }

    private X509Certificate served(int port, boolean startTls) throws IOException {
        try (SmtpDialogue smtp = new SmtpDialogue(listener.apply(port))) {
            if (startTls) {
                smtp.expect("220");
                smtp.say("EHLO localhost", "250");
                String answer = smtp.say("STARTTLS", "220", NO_TLS_NOW);
                if (answer.startsWith(NO_TLS_NOW)) {
                    // No handshake here until Rspamd is back; the certificate is the same one.
                    return served(465, false);
                }
            }
            return smtp.secure();
        }
    }

    private static String text(RenderedTree tree, String path) {
        return new String(tree.bytes(path), StandardCharsets.UTF_8);
    }
}
