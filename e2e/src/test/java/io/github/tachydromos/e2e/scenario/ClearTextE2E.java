// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.unboundid.ldap.sdk.extensions.StartTLSExtendedRequest;
import io.github.tachydromos.e2e.check.Eventually;
import io.github.tachydromos.e2e.client.ForeignServer;
import io.github.tachydromos.e2e.client.ImapSession;
import io.github.tachydromos.e2e.client.Letter;
import io.github.tachydromos.e2e.client.ManageSieveSession;
import io.github.tachydromos.e2e.client.SmtpSession;
import io.github.tachydromos.e2e.cluster.Node;
import io.github.tachydromos.e2e.cluster.Workspace;
import io.github.tachydromos.e2e.directory.Account;
import io.github.tachydromos.e2e.directory.Directory;
import io.github.tachydromos.e2e.suite.TestBed;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ClearTextE2E {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final TestBed bed = RunningSuite.bed();
    private final String tag = UUID.randomUUID().toString().substring(0, 8);
    private final Account user = new Account("seen-" + tag + "@example.org", "unseen-" + tag, Account.Role.USER);

    @Test
    void noPasswordCrossesAPodBorder() throws Exception {
        Node node = new Node();
        node.startCapture();
        String marker = "marker-" + tag;
        // New pods open every connection between them anew: the sidecars' and Dovecot's logins are seen as well.
        bed.kubectl().replacePod(bed.release().pod("postfix"), RunningSuite.POD_LIMIT);
        bed.kubectl().replacePod(bed.release().pod("dovecot"), RunningSuite.POD_LIMIT);
        Eventually.until("mail is delivered by the new pods", LIMIT, () -> RunningSuite.delivers(bed));
        Eventually.until("the new pods take logins", LIMIT, () -> {
            try (var store = bed.mailClient().login(bed.account("alice@example.org"))) {
                return store.isConnected();
            }
        });
        useEveryLogin();
        sendInClear(marker);
        String packets = node.stopCapture(Workspace.find().path("target/e2e/capture.pcap"));

        // The capture saw what was sent in clear, from outside and between pods, so it would have seen a password too.
        assertThat(packets).contains(marker);
        assertThat(packets.contains(StartTLSExtendedRequest.STARTTLS_REQUEST_OID))
                .as("capture holds a StartTLS of the directory")
                .isTrue();
        for (String form : forbidden()) {
            assertThat(packets.contains(form)).as("capture holds \"%s\"", form).isFalse();
        }
    }

    private void useEveryLogin() throws Exception {
        var ports = bed.endpoints().ports();
        String host = bed.endpoints().host();
        // New to every cache: the logins below reach the directory.
        bed.directory().add(Directory.user(user.mail(), user.password()));
        try {
            Eventually.until(
                    "250 for " + user.mail(),
                    LIMIT,
                    () -> bed.foreignServer().rcpt(user.mail()).accepted());
            bed.mailClient().submit(user, Letter.of(user.mail(), user.mail()));
            try (SmtpSession smtps = SmtpSession.openSecure(host, ports.smtps(), bed.tls());
                    ImapSession imap = ImapSession.open(host, ports.imap());
                    ImapSession imaps = ImapSession.openSecure(host, ports.imaps(), bed.tls());
                    ManageSieveSession sieve = ManageSieveSession.open(host, ports.sieve())) {
                smtps.ehlo();
                assertThat(smtps.login(user.mail(), user.password()).code()).isEqualTo(235);
                imap.startTls(bed.tls());
                assertThat(imap.login(user.mail(), user.password()).ok()).isTrue();
                assertThat(imaps.login(user.mail(), user.password()).ok()).isTrue();
                sieve.startTls(bed.tls());
                assertThat(sieve.login(user.mail(), user.password()).ok()).isTrue();
            }
        } finally {
            bed.directory().deleteUser(user.mail());
        }
    }

    private void sendInClear(String marker) throws Exception {
        Letter letter = Letter.of(ForeignServer.SENDER, "alice@example.org").withText(marker);
        try (SmtpSession session =
                SmtpSession.open(bed.endpoints().host(), bed.endpoints().ports().smtp())) {
            session.ehlo();
            session.mail(letter.from());
            session.rcpt(letter.to());
            assertThat(session.data(letter.content()).accepted()).isTrue();
        }
    }

    private List<String> forbidden() throws Exception {
        List<String> forms = new ArrayList<>(List.of(user.password(), base64(user.password())));
        forms.add(base64("\0" + user.mail() + "\0" + user.password()));
        for (JsonNode secret : bed.kubectl().list("secrets")) {
            if (secret.path("type").asText().equals("Opaque")) {
                for (var entry : secret.path("data").properties()) {
                    if (entry.getKey().endsWith("selector")) {
                        continue; // stands in each signature
                    }
                    String value = entry.getValue().asText();
                    forms.add(value.replace("=", ""));
                    forms.add(new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8));
                }
            }
        }
        // The certificate of the authority is shown in each handshake.
        forms.removeIf(form -> form.contains("BEGIN CERTIFICATE"));
        return forms;
    }

    private static String base64(String text) {
        return Base64.getEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
