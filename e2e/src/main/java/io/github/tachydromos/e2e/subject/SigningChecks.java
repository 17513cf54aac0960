// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.subject;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.tachydromos.e2e.check.Check;
import io.github.tachydromos.e2e.check.Eventually;
import io.github.tachydromos.e2e.check.Seen;
import io.github.tachydromos.e2e.client.Credentials;
import io.github.tachydromos.e2e.client.ForeignServer;
import io.github.tachydromos.e2e.client.Letter;
import io.github.tachydromos.e2e.client.SmtpReply;
import io.github.tachydromos.e2e.directory.Account;
import io.github.tachydromos.e2e.directory.Directory;
import io.github.tachydromos.e2e.suite.TestBed;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** DKIM signatures and ARC seals, judged by a verifier that is not Rspamd with the records that the suite tells. */
public final class SigningChecks implements Subject {
    private static final Duration DELIVERY = Duration.ofSeconds(60);
    private static final Duration ADDED = Duration.ofSeconds(30);
    private static final String ALICE = "alice@example.org";

    private final TestBed bed;

    public SigningChecks(TestBed bed) {
        this.bed = bed;
    }

    @Override
    public List<Check> checks() {
        return List.of(
                new Check("outgoing mail is signed (DKIM)", "RSA and Ed25519 pass at the stranger's", this::signed),
                new Check("the same with a changed body", "both fail", this::changed),
                new Check("mail of a domain added a moment ago", "RSA and Ed25519 pass", this::signedForNewDomain),
                new Check("incoming mail is sealed (ARC)", "passes, with a changed body fails", this::sealed));
    }

    private Seen signed() throws Exception {
        List<String> verdicts = verified(atStranger(bed.account(ALICE)));
        return new Seen(String.join(", ", verdicts), verdicts.containsAll(both("example.org")));
    }

    private Seen changed() throws Exception {
        List<String> verdicts = verified(forged(atStranger(bed.account(ALICE)))).stream()
                .filter(verdict -> verdict.contains("-sha256"))
                .toList();
        boolean fail = verdicts.size() == 2 && verdicts.stream().allMatch(verdict -> verdict.contains(" fail"));
        return new Seen(String.join(", ", verdicts), fail);
    }

    private Seen signedForNewDomain() throws Exception {
        String tag = UUID.randomUUID().toString().substring(0, 8);
        String domain = "s-" + tag + ".example";
        Account first = new Account("first@" + domain, "first-" + tag, Account.Role.USER);
        bed.directory().add(Directory.user(first.mail(), first.password()));
        try {
            bed.directory().addDomain(domain);
            Instant committed = Instant.now();
            Instant[] submitted = {committed};
            Eventually.until("a signed mail of " + domain, ADDED, () -> {
                submitted[0] = Instant.now();
                return verified(atStranger(first)).containsAll(both(domain));
            });
            long wait = Duration.between(committed, submitted[0]).toMillis();
            return Seen.pass("both pass for what was submitted " + wait + " ms after the commit");
        } finally {
            bed.directory().deleteUser(first.mail());
            bed.directory().deleteDomain(domain);
        }
    }

    private Seen sealed() throws Exception {
        Letter letter = Letter.of(ForeignServer.SENDER, ALICE);
        SmtpReply reply = bed.foreignServer().send(letter);
        if (!reply.accepted()) {
            return Seen.fail(reply.toString());
        }
        bed.mailClient().awaitLetter(bed.account(ALICE), "INBOX", letter, DELIVERY);
        String mail = bed.mailClient().source(bed.account(ALICE), letter);
        String whole = verified(mail).getLast();
        String forged = verified(forged(mail)).getLast();
        return new Seen(whole + ", then " + forged, whole.equals("arc pass") && forged.equals("arc fail"));
    }

    /** A mail that this user submits, as the foreign server received it. */
    private String atStranger(Credentials user) throws Exception {
        Letter letter = Letter.of(user.mail(), "friend@stranger.test");
        bed.mailClient().submit(user, letter);
        return bed.stranger().await(letter.to(), letter.id(), DELIVERY).content();
    }

    private List<String> verified(String mail) throws IOException, InterruptedException {
        return bed.stranger().verified(mail, records());
    }

    /** What the operator is told to publish. */
    private Map<String, String> records() throws IOException, InterruptedException {
        JsonNode told =
                bed.kubectl().get("configmap", bed.release().object("dkim")).path("data");
        Map<String, String> records = new HashMap<>();
        told.properties()
                .forEach(entry -> records.put(entry.getKey(), entry.getValue().asText()));
        return records;
    }

    private static String forged(String mail) {
        return mail.replace("Good news.", "Bad news.");
    }

    private static List<String> both(String domain) {
        return List.of("rsa-sha256 " + domain + " pass", "ed25519-sha256 " + domain + " pass");
    }
}
