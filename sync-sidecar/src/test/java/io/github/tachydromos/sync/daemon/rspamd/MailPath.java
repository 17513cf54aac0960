// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon.rspamd;

import io.github.tachydromos.core.Eventually;
import io.github.tachydromos.core.tls.TestPairs;
import io.github.tachydromos.sync.daemon.SmtpDialogue;
import io.github.tachydromos.sync.daemon.postfix.PostfixContainer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.utility.MountableFile;

/** The ways into a Postfix, and what its queue holds of a mail: nobody takes it from there. */
final class MailPath implements AutoCloseable {
    static final String POSTFIX = "postfix.example";
    private static final Pattern QUEUED = Pattern.compile("queued as ([0-9A-Za-z]+)");
    private static final String HEADERS = "To: alice@example.org\r\nFrom: friend@elsewhere.example\r\n"
            + "Date: Wed, 25 Nov 2026 12:00:00 +0000\r\nMessage-ID: <%s@elsewhere.example>\r\n";

    private final PostfixContainer postfix;
    private final GenericContainer<?> verifier;

    MailPath(PostfixContainer postfix, Network network, TestPairs authority) {
        this.postfix = postfix;
        this.verifier = new GenericContainer<>("docker.io/tachydromos/stranger:0.1.0")
                .withCommand("sleep", "infinity")
                .withNetwork(network)
                .withCopyToContainer(Transferable.of(FilterSuite.KEYS.rsaPem()), "/rsa.pem")
                .withCopyToContainer(Transferable.of(FilterSuite.KEYS.ed25519Seed()), "/ed25519.key")
                .withCopyFileToContainer(
                        MountableFile.forHostPath(Path.of("src/test/resources/sign-mail")), "/sign-mail")
                .withCopyToContainer(Transferable.of(authority.leaf(POSTFIX).keyAndCertificatesPem()), "/pair.pem")
                .withCopyFileToContainer(MountableFile.forHostPath(Path.of("src/test/resources/hand-in")), "/hand-in")
                .withCopyFileToContainer(
                        MountableFile.forHostPath(Path.of("../e2e/stranger/verify-mail")), "/verify-mail");
        verifier.start();
    }

    /** What a stranger is told who sends this to a user. */
    String fromOutside(String mail) throws IOException {
        try (SmtpDialogue smtp = new SmtpDialogue(postfix.listener(25))) {
            smtp.expect("220");
            smtp.say("EHLO mail.elsewhere.example", "250");
            for (String command : List.of("MAIL FROM:<friend@elsewhere.example>", "RCPT TO:<alice@example.org>")) {
                String reply = smtp.say(command, "");
                if (!reply.startsWith("250")) {
                    return reply;
                }
            }
            smtp.say("DATA", "354");
            return smtp.say(HEADERS.formatted(UUID.randomUUID()) + mail + "\r\n.", "");
        }
    }

    /** The same, as it stands in the queue. */
    String received(String mail) throws Exception {
        return queued(fromOutside(mail));
    }

    /** A mail that a program of the pod hands in, as it stands in the queue. */
    String fromWithin(String envelope, String author, String text) throws Exception {
        String tag = UUID.randomUUID().toString();
        shell("printf 'From: %s\\nTo: alice@example.org\\nSubject: x\\n\\n%s\\n' | sendmail -f %s alice+%s@example.org"
                .formatted(author, text, envelope, tag));
        Eventually.shows("queued", () -> shell("postqueue -p"), queue -> queue.contains(tag));
        return content(shell("postqueue -j | grep -F " + tag + " | sed 's/.*\"queue_id\": \"\\([^\"]*\\)\".*/\\1/'"));
    }

    /** A mail with the null sender from a holder of an internal certificate, as it stands in the queue. */
    String fromDovecot(String author, String text) throws Exception {
        return handedIn("", "From: %s\nTo: alice@example.org\nSubject: x\n\n%s\n".formatted(author, text));
    }

    /** A mail from a holder of an internal certificate, as it stands in the queue. */
    String handedIn(String sender, String content) throws Exception {
        var result = verifier.execInContainer(
                "sh", "-c", "printf '%s\\n' \"$0\" | python3 /hand-in \"$1\" \"$2\"", content, POSTFIX, sender);
        return queued(result.toString());
    }

    /** A line for each signature and one for the ARC chain, with the verifier's verdict. */
    List<String> verified(String mail) throws IOException, InterruptedException {
        return verified(mail, Map.of("2023", FilterSuite.KEYS));
    }

    /** The same where DNS tells the keys of these selectors. */
    List<String> verified(String mail, Map<String, SigningPairs> keys) throws IOException, InterruptedException {
        var result = verifier.execInContainer(
                "sh",
                "-c",
                "printf '%s' \"$0\" | python3 /verify-mail \"$1\"",
                mail,
                keys.entrySet().stream()
                        .map(key -> "\"%1$s._domainkey\": \"%2$s\", \"%1$s-ed._domainkey\": \"%3$s\""
                                .formatted(
                                        key.getKey(),
                                        key.getValue().rsaRecord(),
                                        key.getValue().ed25519Record()))
                        .collect(Collectors.joining(", ", "{", "}")));
        if (result.getExitCode() != 0) {
            throw new IOException(result.toString());
        }
        return result.getStdout().lines().toList();
    }

    /** The mail with a signature or a seal on top: see {@code sign-mail} for the words. */
    String signed(String mail, String... words) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of("sh", "-c", "printf '%s' \"$0\" | python3 /sign-mail \"$@\"", mail));
        command.addAll(List.of(words));
        var result = verifier.execInContainer(command.toArray(String[]::new));
        if (result.getExitCode() != 0) {
            throw new IOException(result.toString());
        }
        return result.getStdout();
    }

    String queued(String reply) throws Exception {
        Matcher id = QUEUED.matcher(reply);
        if (!id.find()) {
            throw new AssertionError(reply);
        }
        return content(id.group(1));
    }

    private String content(String id) throws Exception {
        return shell("postcat -hbq " + id);
    }

    private String shell(String script) throws IOException, InterruptedException {
        var result = postfix.execInContainer("sh", "-c", script);
        if (result.getExitCode() != 0) {
            throw new IOException(script + ": " + result);
        }
        return result.getStdout().strip();
    }

    @Override
    public void close() {
        verifier.stop();
    }
}
