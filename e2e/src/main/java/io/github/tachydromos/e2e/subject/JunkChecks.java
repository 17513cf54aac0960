// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.subject;

import io.github.tachydromos.e2e.check.Check;
import io.github.tachydromos.e2e.check.Eventually;
import io.github.tachydromos.e2e.check.Seen;
import io.github.tachydromos.e2e.client.ForeignServer;
import io.github.tachydromos.e2e.client.Letter;
import io.github.tachydromos.e2e.client.SmtpReply;
import io.github.tachydromos.e2e.cluster.PortForward;
import io.github.tachydromos.e2e.directory.Account;
import io.github.tachydromos.e2e.suite.TestBed;
import jakarta.mail.Store;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What Rspamd is not sure of goes to Junk, and users teach it by moving mail into Junk and out of it. */
public final class JunkChecks implements Subject {
    /** Rspamd marks a mail with this text (the demo's values let it). */
    private static final String MARKED = "YJS*C4JDBQADN1.NSBN3*2IDNEN*GTUBE-STANDARD-ANTI-UBE-TEST-EMAIL*C.34X";

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String READER = "bob@example.org";
    private static final int CONTROLLER = 11334;

    private final TestBed bed;

    public JunkChecks(TestBed bed) {
        this.bed = bed;
    }

    @Override
    public List<Check> checks() {
        return List.of(
                new Check("mail that Rspamd marked as spam", "accepted, in Junk", this::filed),
                new Check(
                        "a mail moved into Junk, then out of it",
                        "Rspamd has learnt one spam more, then one other",
                        this::taught));
    }

    private Seen filed() throws Exception {
        Letter letter = letter().withText(MARKED);
        SmtpReply reply = bed.foreignServer().send(letter);
        if (!reply.accepted()) {
            return Seen.fail(reply.toString());
        }
        Duration wait = bed.mailClient().awaitLetter(reader(), "Junk", letter, LIMIT);
        return Seen.pass(reply.code() + ", in Junk " + wait.toMillis() + " ms after login");
    }

    private Seen taught() throws Exception {
        Letter letter = letter().withText(newWords());
        SmtpReply reply = bed.foreignServer().send(letter);
        if (!reply.accepted()) {
            return Seen.fail(reply.toString());
        }
        bed.mailClient().awaitLetter(reader(), "INBOX", letter, LIMIT);
        try (PortForward way = bed.kubectl().forward("svc/" + bed.release().object("rspamd"), CONTROLLER);
                Store store = bed.mailClient().login(reader())) {
            var statistics = new Statistics(way.port());
            int spam = statistics.learnt("BAYES_SPAM");
            int other = statistics.learnt("BAYES_HAM");
            bed.mailClient().move(store, letter, "INBOX", "Junk");
            Eventually.until("spam learnt", LIMIT, () -> statistics.learnt("BAYES_SPAM") == spam + 1);
            bed.mailClient().move(store, letter, "Junk", "INBOX");
            Eventually.until("other mail learnt", LIMIT, () -> statistics.learnt("BAYES_HAM") == other + 1);
            return Seen.pass("spam " + spam + " → " + (spam + 1) + ", other " + other + " → " + (other + 1));
        }
    }

    private Account reader() {
        return bed.account(READER);
    }

    private static Letter letter() {
        return Letter.of(ForeignServer.SENDER, READER);
    }

    /** What was learnt before teaches nothing. */
    private static String newWords() {
        var random = new Random();
        return Stream.generate(() -> random.ints(8, 'a', 'z' + 1)
                        .mapToObj(Character::toString)
                        .collect(Collectors.joining()))
                .limit(30)
                .collect(Collectors.joining(" "));
    }

    /** What the controller tells that it has learnt. */
    private final class Statistics {
        private final HttpRequest request;

        Statistics(int port) throws IOException, InterruptedException {
            byte[] password = bed.secret(bed.release().object("rspamd"), "rspamdPassword");
            request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/stat"))
                    .header("Password", new String(password, StandardCharsets.UTF_8))
                    .build();
        }

        int learnt(String symbol) throws IOException, InterruptedException {
            try (HttpClient http = HttpClient.newHttpClient()) {
                String answer =
                        http.send(request, HttpResponse.BodyHandlers.ofString()).body();
                return Pattern.compile("\\{[^{}]*}")
                        .matcher(answer)
                        .results()
                        .map(MatchResult::group)
                        .filter(file -> file.contains("\"symbol\":\"" + symbol + "\""))
                        .mapToInt(file -> Integer.parseInt(file.replaceFirst(".*\"revision\":(\\d+).*", "$1")))
                        .findFirst()
                        .orElseThrow(() -> new IOException(answer));
            }
        }
    }
}
