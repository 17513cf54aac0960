// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.subject;

import io.github.tachydromos.e2e.check.Check;
import io.github.tachydromos.e2e.check.Seen;
import io.github.tachydromos.e2e.client.ForeignServer;
import io.github.tachydromos.e2e.client.Letter;
import io.github.tachydromos.e2e.client.ManageSieveSession;
import io.github.tachydromos.e2e.client.ManageSieveSession.Answer;
import io.github.tachydromos.e2e.client.SmtpReply;
import io.github.tachydromos.e2e.client.SmtpSession;
import io.github.tachydromos.e2e.cluster.Node;
import io.github.tachydromos.e2e.directory.Account;
import io.github.tachydromos.e2e.stranger.ReceivedMail;
import io.github.tachydromos.e2e.suite.TestBed;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A user's filter script, uploaded by ManageSieve. */
public final class SieveChecks implements Subject {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String SCRIPT = "tachydromos-check";
    private static final String FILING = """
            require ["fileinto", "mailbox"];
            if header :contains "Subject" "list" { fileinto :create "Lists"; }
            """;

    private final TestBed bed;

    public SieveChecks(TestBed bed) {
        this.bed = bed;
    }

    @Override
    public List<Check> checks() {
        return List.of(
                new Check("a script uploaded by ManageSieve files mail", "in folder Lists", this::files),
                new Check(
                        "a script uploaded by sieve-connect files mail",
                        "active, and in folder Lists",
                        this::bySieveConnect),
                new Check("a vacation reply goes out", "at the sender's MX, from bob", this::vacation),
                new Check(
                        "a redirect goes out in the host's name",
                        "SRS0=… over TLS, a bounce reaches the sender",
                        this::redirect),
                new Check("a script that does not compile", "NO with the reason", this::broken));
    }

    private Seen files() throws Exception {
        return withScript(FILING, this::isFiled);
    }

    /** Debian's client: it has its own opinion of the protocol. */
    private Seen bySieveConnect() throws Exception {
        Account bob = bed.account("bob@example.org");
        bed.stranger().run(FILING, "sh", "-c", "cat >/tmp/check.sieve");
        sieveConnect(bob, "--upload", "--localsieve", "/tmp/check.sieve", "--remotesieve", SCRIPT);
        try {
            sieveConnect(bob, "--activate", "--remotesieve", SCRIPT);
            String list = sieveConnect(bob, "--list");
            Seen filed = isFiled(bob);
            return new Seen(list + ", " + filed.observed(), list.contains("\"" + SCRIPT + "\" ACTIVE") && filed.pass());
        } finally {
            sieveConnect(bob, "--deactivate");
            sieveConnect(bob, "--delete", "--remotesieve", SCRIPT);
        }
    }

    private String sieveConnect(Account account, String... options) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of("sieve-connect", "--server", new Node().address()));
        words.addAll(List.of("--port", String.valueOf(bed.endpoints().ports().sieve()), "--user", account.mail()));
        // What is served is looked at by other checks.
        words.addAll(List.of("--passwordfd", "0", "--notlsverify"));
        words.addAll(List.of(options));
        return bed.stranger().run(account.password() + "\n", words.toArray(String[]::new));
    }

    private Seen isFiled(Account bob) throws Exception {
        Letter letter = Letter.of(ForeignServer.SENDER, bob.mail(), "News of the list");
        SmtpReply reply = bed.foreignServer().send(letter);
        if (!reply.accepted()) {
            return Seen.fail(reply.toString());
        }
        Duration wait = bed.mailClient().awaitLetter(bob, "Lists", letter, LIMIT);
        return Seen.pass("in Lists " + wait.toMillis() + " ms after login");
    }

    private Seen vacation() throws Exception {
        String script = "require \"vacation\";\nvacation :days 1 \"Back on Monday.\";\n";
        return withScript(script, bob -> {
            // A sender of its own for each run: one sender is answered once a day.
            String sender = "v-" + UUID.randomUUID() + "@stranger.test";
            Letter letter = Letter.of(sender, bob.mail());
            SmtpReply reply = bed.foreignServer().send(letter);
            if (!reply.accepted()) {
                return Seen.fail(reply.toString());
            }
            ReceivedMail answer = bed.stranger().await(sender, "Back on Monday.", LIMIT);
            boolean fromBob = answer.content().contains("<bob@example.org>");
            return new Seen("envelope sender <" + answer.from() + ">, from bob: " + fromBob, fromBob);
        });
    }

    private Seen redirect() throws Exception {
        String target = "r-" + UUID.randomUUID() + "@stranger.test";
        String script = "require \"copy\";\nredirect :copy \"" + target + "\";\n";
        return withScript(script, bob -> {
            Letter letter = Letter.of(ForeignServer.SENDER, bob.mail());
            SmtpReply reply = bed.foreignServer().send(letter);
            if (!reply.accepted()) {
                return Seen.fail(reply.toString());
            }
            ReceivedMail copy = bed.stranger().await(target, letter.id(), LIMIT);
            if (!copy.from().matches("SRS0=.*=stranger\\.test=someone@.*")) {
                return Seen.fail("envelope sender <" + copy.from() + ">");
            }
            String forged = copy.from().replace("=someone@", "=another@");
            SmtpReply refusal = bed.foreignServer().rcpt(forged);
            bounce(copy.from());
            String seen = "<" + copy.from() + ">, TLS: " + copy.tls() + ", forged: " + refusal;
            return new Seen(seen, copy.tls() && refusal.code() == 550);
        });
    }

    /** What the other server returns to a rewritten address comes to whoever has sent the mail. */
    private void bounce(String address) throws Exception {
        Letter bounce = Letter.of("mailer-daemon@returns.invalid", address, "Undeliverable");
        try (SmtpSession session = bed.foreignServer().session()) {
            for (SmtpReply reply : List.of(session.mail(""), session.rcpt(address), session.data(bounce.content()))) {
                if (!reply.accepted()) {
                    throw new IOException("a bounce to " + address + ": " + reply);
                }
            }
        }
        bed.stranger().await(ForeignServer.SENDER, bounce.id(), LIMIT);
    }

    private Seen broken() throws Exception {
        Account bob = bed.account("bob@example.org");
        try (ManageSieveSession session = login(bob)) {
            Answer answer = session.put(SCRIPT, "require \"fileinto\"; fileinto ;\n");
            return new Seen(answer.toString(), answer.verdict().equals("NO"));
        }
    }

    /** What is looked at while the script is active. */
    private interface Look {
        Seen with(Account bob) throws Exception;
    }

    private Seen withScript(String script, Look look) throws Exception {
        Account bob = bed.account("bob@example.org");
        try (ManageSieveSession session = login(bob)) {
            demand("PUTSCRIPT", session.put(SCRIPT, script));
            demand("SETACTIVE", session.activate(SCRIPT));
        }
        try {
            return look.with(bob);
        } finally {
            try (ManageSieveSession session = login(bob)) {
                session.activate("");
                session.delete(SCRIPT);
            }
        }
    }

    private ManageSieveSession login(Account account) throws IOException {
        ManageSieveSession session = ManageSieveSession.open(
                bed.endpoints().host(), bed.endpoints().ports().sieve());
        demand("STARTTLS", session.startTls(bed.tls()));
        demand("AUTHENTICATE", session.login(account.mail(), account.password()));
        return session;
    }

    private static void demand(String command, Answer answer) throws IOException {
        if (!answer.ok()) {
            throw new IOException(command + ": " + answer);
        }
    }
}
