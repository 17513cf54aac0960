// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon.dovecot;

import static io.github.tachydromos.sync.daemon.dovecot.SidecarOfTwoPods.HOST;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Event;
import io.github.tachydromos.core.Eventually;
import io.github.tachydromos.core.tls.CertificateFacts;
import io.github.tachydromos.core.tls.Pem;
import io.github.tachydromos.core.tls.PemException;
import io.github.tachydromos.core.tls.TestSecrets;
import io.github.tachydromos.core.tls.TlsSecretCheck;
import io.github.tachydromos.sync.daemon.SmtpDialogue;
import io.github.tachydromos.sync.daemon.dovecot.Visitors.Visit;
import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A new mail certificate, good or broken: the real API server, Postfix and Dovecot. */
@Tag("alone")
class RenewalIT {
    private static final Logger LOG = LoggerFactory.getLogger(RenewalIT.class);
    private static final int RENEWALS = 6;

    @TempDir(cleanup = CleanupMode.NEVER)
    static Path folder;

    private static SidecarOfTwoPods pods;

    @BeforeAll
    static void start() throws Exception {
        pods = new SidecarOfTwoPods(folder);
    }

    @AfterAll
    static void stop() {
        pods.close();
    }

    /** From a moment on, each new connection is served this leaf or a later one. */
    private record Confirmation(long at, String leaf, Duration took) {}

    @Test
    void servesEachNewCertificateEverywhereAndLosesNothing() throws Exception {
        List<Confirmation> confirmations = new ArrayList<>();
        List<Visit> visits;
        try (var imap = MailTalk.imap(pods.dovecot.inside(143))) {
            assertThat(imap.login(LoginFiles.PROBE, "probe-password")).contains("t OK");
            assertThat(imap.imap("SELECT INBOX")).contains("t OK");
            assertThat(imap.imap("IDLE")).startsWith("+ ");
            var visitors = new Visitors(SidecarOfTwoPods.TLS_PORTS, pods::listener);
            var logins = new Logins(pods.dovecot.inside(143), LoginFiles.PROBE, "probe-password");
            try (visitors;
                    logins) {
                for (int i = 0; i < RENEWALS; i++) {
                    confirmations.add(renew());
                }
            }
            visits = List.copyOf(visitors.visits);
            assertThat(logins.outcomes).hasSizeGreaterThan(10 * RENEWALS).containsOnly("");
            assertThat(MailTalk.deliver(pods.dovecot.inside(24), LoginFiles.PROBE, "Subject: after", "", "x"))
                    .startsWith("250");
            assertThat(imap.next()).isEqualTo("* 1 EXISTS");
        }

        tell(confirmations, visits);
        assertThat(visits).extracting(Visit::fault).containsOnly("");
        assertThat(visits).noneMatch(visit -> isOld(visit, confirmations));
        assertThat(visits).extracting(Visit::port).containsAll(SidecarOfTwoPods.TLS_PORTS);
    }

    @Test
    void keepsWhatItServesWhileTheSecretIsBroken() throws Exception {
        Confirmation before = renew();
        Map<Integer, String> served = pods.served();

        for (var broken : new TestSecrets().broken().entrySet()) {
            var data = new TreeMap<String, String>();
            broken.getValue()
                    .forEach((key, bytes) -> data.put(key, Base64.getEncoder().encodeToString(bytes)));
            pods.putEncoded(pods.mail(), data);

            Eventually.soon(
                    broken.getKey() + " is refused by both",
                    () -> refusedBy("dovecot", broken.getValue()) && refusedBy("postfix", broken.getValue()));
            assertThat(pods.served()).isEqualTo(served);
            assertThat(recipient()).startsWith("250");
        }

        assertThat(pods.served().values()).containsOnly(before.leaf());
        assertThat(events())
                .anySatisfy(event -> assertThat(event.getMessage())
                        .startsWith("postfix: Secret \"" + pods.mail() + "\" data[tls.crt]: expired at"));
        renew();
        assertThat(pods.loops)
                .allSatisfy(
                        loop -> assertThat(loop.report().secrets().refused()).isEmpty());
    }

    /** Puts a new pair into the Secret and waits until each port was seen to serve it. */
    private static Confirmation renew() throws PemException {
        pods.pairs.renew(HOST);
        Map<String, String> pair = pods.pairs.secret(HOST);
        String leaf = CertificateFacts.fingerprint(certificate(pair));
        long begin = System.nanoTime();
        pods.put(pods.mail(), pair);
        Eventually.soon(
                "the new certificate is confirmed",
                () -> pods.served().values().stream().allMatch(leaf::equals));
        long end = System.nanoTime();
        return new Confirmation(end, leaf, Duration.ofNanos(end - begin));
    }

    private static X509Certificate certificate(Map<String, String> pair) throws PemException {
        return Pem.certificates(pair.get("tls.crt").getBytes(UTF_8)).getFirst();
    }

    /** Begun after a later leaf was confirmed. */
    private static boolean isOld(Visit visit, List<Confirmation> confirmations) {
        int last = -1;
        int served = -1;
        for (int i = 0; i < confirmations.size(); i++) {
            last = visit.begin() > confirmations.get(i).at() ? i : last;
            served = visit.leaf().equals(confirmations.get(i).leaf()) ? i : served;
        }
        return served < last;
    }

    private static Duration median(List<Confirmation> confirmations) {
        return confirmations.stream().map(Confirmation::took).sorted().toList().get(confirmations.size() / 2);
    }

    private static void tell(List<Confirmation> confirmations, List<Visit> visits) {
        LOG.atInfo()
                .addKeyValue("median", median(confirmations))
                .addKeyValue(
                        "slowest",
                        confirmations.stream().map(Confirmation::took).max(Duration::compareTo))
                .addKeyValue("visits", visits.size())
                .log(RENEWALS + " renewals, from the Secret's update to the last port");
    }

    private static boolean refusedBy(String daemon, Map<String, byte[]> data) {
        List<String> expected = TlsSecretCheck.findings(data, HOST, Instant.now()).stream()
                .map(finding -> "Secret \"" + pods.mail() + "\" " + finding)
                .toList();
        return pods.loops.stream()
                .filter(loop -> loop.name().equals(daemon))
                .allMatch(loop -> loop.report().secrets().refused().equals(expected));
    }

    private static String recipient() throws IOException {
        try (var smtp = new SmtpDialogue(pods.listener(25))) {
            smtp.expect("220 " + HOST);
            smtp.say("EHLO stranger.example", "250");
            smtp.say("MAIL FROM:<>", "250");
            return smtp.say("RCPT TO:<bob@example.org>", "");
        }
    }

    private static List<Event> events() {
        return pods.client.v1().events().list().getItems();
    }
}
