// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon.rspamd;

import static io.github.tachydromos.sync.daemon.rspamd.Journey.relayed;
import static io.github.tachydromos.sync.daemon.rspamd.KnownMail.STRICT;
import static io.github.tachydromos.sync.daemon.rspamd.KnownMail.other;
import static io.github.tachydromos.sync.daemon.rspamd.KnownMail.own;
import static io.github.tachydromos.sync.daemon.rspamd.KnownNames.LISTED;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.tachydromos.core.Eventually;
import io.github.tachydromos.sync.render.RenderedTree;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.testcontainers.containers.Network;

/** Mails with known answers, through the real Postfix and Rspamd, which ask a name server of the test and no other. */
@Tag("alone")
class VerdictsIT {
    /** A list whose word counts, as an operator names it. */
    private static final RenderedTree TREE = new RspamdDaemon()
            .render(FilterSuite.withOverrides("arc.conf: \"whitelisted_signers_map = [\\\"list.example\\\"];\""));

    private static NameServer names;
    private static FilteredPost post;
    private static MailPath path;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        Network network = Network.newNetwork();
        names = new NameServer(network, KnownNames.zone(FilterSuite.KEYS));
        names.start();
        post = new FilteredPost(folder, network, new RspamdPod(folder.resolve("rspamd"), network, names));
        post.start(TREE, VerdictsIT::believing);
        path = new MailPath(post.postfix, network, post.authority);
        post.postfix.eventually(
                "mail taken", () -> brought(own(STRICT), letter(STRICT, anId())), reply -> reply.startsWith("250"));
    }

    @AfterAll
    static void stop() {
        path.close();
        names.stop();
        post.close();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.github.tachydromos.sync.daemon.rspamd.KnownMail#taken")
    void takesWithVerdicts(KnownMail known) throws Exception {
        String id = anId();
        String mail = known.journey().of(letter(known.origin().author(), id), path);

        String reply = brought(known.origin(), mail);

        assertThat(reply).as(() -> logged(id)).startsWith("250");
        String received = path.queued(reply);
        assertThat(results(received)).contains(known.seen());
        assertThat(received).doesNotContain("\nX-Spam: ");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.github.tachydromos.sync.daemon.rspamd.KnownMail#refused")
    void refusesWhatThePolicyOfItsDomainForbids(KnownMail known) throws Exception {
        String id = anId();
        String mail = known.journey().of(letter(known.origin().author(), id), path);

        String reply = brought(known.origin(), mail);

        assertThat(reply).isEqualTo("554 5.7.1 DMARC policy of the author's domain");
        Eventually.shows(
                "a log line", () -> logged(id), line -> known.seen().stream().allMatch(line::contains));
    }

    @Test
    void marksWhatTheDomainWantsInQuarantine() throws Exception {
        String forged = relayed().of(letter("soft.example", anId()), path);

        String received = path.queued(brought(other("soft.example"), forged));

        assertThat(results(received)).contains("spf=softfail", "dmarc=fail", "(policy=quarantine)");
        assertThat(received).contains("\nX-Spam: Yes");
    }

    @Test
    void tellsAServerThatDeliversWhatItMayNotToComeBack() throws Exception {
        assertThat(brought(other("hasty.example"), letter("hasty.example", anId())))
                .startsWith("451 4.7.1");
    }

    @Test
    void scoresAUsersMailNotAsAStrangers() throws Exception {
        String mail = letter("example.org", anId());

        JsonNode strangers = scanned(mail);
        JsonNode users = scanned(mail, "User", "alice@example.org");

        assertThat(names(strangers)).contains("R_SPF_FAIL", "DMARC_POLICY_REJECT", "RBL_SPAMHAUS_SBL");
        assertThat(strangers.path("action").asText()).isEqualTo("reject");
        assertThat(names(users)).noneMatch(name -> name.matches("(R_SPF|R_DKIM|DMARC|RBL|HFILTER|GREYLIST).*"));
        assertThat(users.path("action").asText()).isEqualTo("no action");
        assertThat(users.path("score").asDouble()).isLessThan(1);
    }

    /** What Rspamd thinks of a mail from a host that may not send for our domain and that a public list names. */
    private static JsonNode scanned(String mail, String... headers) throws Exception {
        var controller = post.pod.rspamd.listener(11334);
        var request = HttpRequest.newBuilder(
                        URI.create("http://" + controller.getHostString() + ":" + controller.getPort() + "/checkv2"))
                .version(HttpClient.Version.HTTP_1_1)
                .headers("Password", "correct horse", "IP", LISTED.address(), "Helo", LISTED.name())
                .headers("From", "friend@example.org", "Rcpt", "friend@plain.example")
                .POST(HttpRequest.BodyPublishers.ofString(mail));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try (HttpClient client = HttpClient.newHttpClient()) {
            return new ObjectMapper()
                    .readTree(client.send(request.build(), HttpResponse.BodyHandlers.ofString())
                            .body());
        }
    }

    private static List<String> names(JsonNode scanned) {
        return scanned.path("symbols").propertyStream().map(Map.Entry::getKey).toList();
    }

    private static String brought(KnownMail.Origin origin, String mail) throws IOException {
        return new StrangersMail(post.postfix).from(origin.host(), "friend@" + origin.envelope(), mail);
    }

    private static String anId() {
        return UUID.randomUUID().toString();
    }

    /** Its text is its own: Rspamd remembers which text it has greylisted. */
    private static String letter(String author, String id) {
        return "From: Friend <friend@" + author + ">\r\nTo: alice@example.org\r\nSubject: news"
                + "\r\nDate: Wed, 25 Nov 2026 12:00:00 +0000\r\nMessage-ID: <" + id + "@" + author + ">\r\n\r\n"
                + Journey.TEXT + " " + id + "\r\n";
    }

    /** The results of this host, on one line. */
    private static String results(String received) {
        return received.replaceAll("\n[ \t]+", " ")
                .lines()
                .filter(line -> line.startsWith("Authentication-Results: mail.example.org;"))
                .findFirst()
                .orElseThrow(() -> new AssertionError(received));
    }

    private static String logged(String id) {
        return post.pod
                .rspamd
                .getLogs()
                .lines()
                .filter(line -> line.contains(id))
                .toList()
                .toString();
    }

    private static RenderedTree believing(RenderedTree tree) {
        SortedMap<String, String> files = new TreeMap<>(tree.files());
        files.computeIfPresent("main.cf", (file, text) -> text + StrangersMail.BELIEVING);
        return new RenderedTree(files);
    }
}
