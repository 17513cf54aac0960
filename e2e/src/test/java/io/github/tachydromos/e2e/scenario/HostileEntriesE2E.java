// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPException;
import io.github.tachydromos.e2e.check.Eventually;
import io.github.tachydromos.e2e.check.Together;
import io.github.tachydromos.e2e.client.Letter;
import io.github.tachydromos.e2e.client.SmtpReply;
import io.github.tachydromos.e2e.client.SmtpSession;
import io.github.tachydromos.e2e.directory.Account;
import io.github.tachydromos.e2e.directory.Directory;
import io.github.tachydromos.e2e.scenario.HostileEntry.Fate;
import io.github.tachydromos.e2e.suite.TestBed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HostileEntriesE2E {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final List<String> DAEMONS = List.of("postfix", "dovecot");

    private final TestBed bed = RunningSuite.bed();
    private final String tag = UUID.randomUUID().toString().substring(0, 8);
    private final Account alice = bed.account("alice@example.org");
    private final List<String> added = new ArrayList<>();

    @Test
    void harmNobodyElsesMail() throws Exception {
        Instant start = Instant.now();
        List<HostileEntry> all = HostileEntry.all(tag);
        assertThat(all.stream().filter(HostileEntry::isTold)).hasSize(30);

        for (HostileEntry hostile : all) {
            assertThat(isTaken(hostile.entry()))
                    .as("slapd takes %s = %s", hostile.attribute(), hostile.value())
                    .isEqualTo(hostile.fate() != Fate.REFUSED);
        }
        String last = "after-" + tag + "@example.org";
        add(Directory.user(last, "secret"));

        Eventually.until(
                "the entry after the hostile ones is live",
                LIMIT,
                () -> rcpt(last).accepted());
        for (String daemon : DAEMONS) {
            Eventually.until(
                    "the sidecar of " + daemon + " names each of them", LIMIT, () -> isEachTold(all, daemon, start));
        }
        othersGetTheirMail();
        assertThat(rcpt("info@example.com").accepted()).isTrue();
        assertThat(rcpt("nobody@example.org").refused()).isTrue();
        onlyWhatIsHarmlessIsServed(all);
        noFileHoldsAnyOfIt();
    }

    private boolean isTaken(Entry entry) throws Exception {
        try {
            add(entry);
            return true;
        } catch (LDAPException e) {
            System.out.println("slapd: " + e.getResultCode() + " " + e.getDiagnosticMessage());
            return false;
        }
    }

    private boolean isEachTold(List<HostileEntry> all, String daemon, Instant start) throws Exception {
        List<String> lines = bed.kubectl()
                .logsSince(start, bed.release().pod(daemon), "sync")
                .lines()
                .toList();
        List<String> untold = all.stream()
                .filter(HostileEntry::isTold)
                .filter(hostile -> lines.stream().noneMatch(hostile::isToldIn))
                .map(HostileEntry::mark)
                .toList();
        if (!untold.isEmpty()) {
            throw new IllegalStateException("not named in the log: " + untold);
        }
        // A newline of a value would have begun a line of its own.
        return lines.stream().noneMatch(line -> line.startsWith("mydestination"));
    }

    /** Received by alice, read by her, and sent by bob. */
    private void othersGetTheirMail() throws Exception {
        assertThat(RunningSuite.delivers(bed)).isTrue();
        Letter letter = Letter.of("bob@example.org", alice.mail());
        bed.mailClient().submit(bed.account("bob@example.org"), letter);
        bed.mailClient().awaitLetter(alice, "INBOX", letter, LIMIT);
    }

    private void onlyWhatIsHarmlessIsServed(List<HostileEntry> all) throws Exception {
        for (HostileEntry hostile : all) {
            boolean harmless = hostile.fate() == Fate.VALUE_LEFT_OUT || hostile.fate() == Fate.HARMLESS;
            if (canBeSaid(hostile.address())) {
                assertThat(rcpt(hostile.address()).accepted())
                        .as("%s accepted, %s = %s", hostile.address(), hostile.attribute(), hostile.value())
                        .isEqualTo(harmless);
            }
        }
        for (String text : HostileEntry.texts(tag)) {
            String address = text + "@example.org";
            if (canBeSaid(address)) {
                assertThat(rcpt(address).accepted()).as(address).isFalse();
            }
        }
    }

    /** In one line of SMTP (RFC 5321 4.5.3.1.4). */
    private static boolean canBeSaid(String address) {
        return !address.contains("\n") && address.length() < 400;
    }

    /** The trees are made of the suite document alone. */
    private void noFileHoldsAnyOfIt() throws Exception {
        for (String daemon : DAEMONS) {
            assertThat(filesWith(tag, daemon)).as(daemon).isEmpty();
            // The same search finds what is there.
            assertThat(filesWith("mail.example.org", daemon)).as(daemon).isNotEmpty();
        }
    }

    private List<String> filesWith(String text, String daemon) throws Exception {
        String search = "grep -rlF -- '" + text + "' /etc/" + daemon + "/ /var/lib/tachydromos/*/generations || true";
        return bed.kubectl()
                .exec(bed.release().pod(daemon), daemon, "sh", "-c", search)
                .lines()
                .toList();
    }

    @Test
    void asLoginNamesOpenNothing() throws Exception {
        Stream<String> queries = Stream.of(
                "*",
                "*@example.org",
                alice.mail() + ")(mail=*",
                "*)(mailActive=TRUE",
                alice.mail() + "' or '1'='1",
                alice.mail() + "\nuser=bob@example.org");
        Stream<String> texts = HostileEntry.texts(tag).stream()
                .map(text -> text.substring(0, Math.min(text.length(), 1000)) + "@example.org");

        List<Together.Step> attempts = Stream.concat(queries, texts)
                .<Together.Step>map(name -> () -> {
                    try (SmtpSession session = bed.submission()) {
                        assertThat(session.login(name, alice.password()).accepted())
                                .as(name)
                                .isFalse();
                    }
                })
                .toList();
        Together.run(attempts);

        othersGetTheirMail();
    }

    @Test
    void anAddressClaimedTwiceIsAskedForLater() throws Exception {
        String claimed = "claimed-" + tag + "@example.org";
        String one = addWithAlias("one", claimed);
        Eventually.until("250 for " + claimed, LIMIT, () -> rcpt(claimed).accepted());

        String two = addWithAlias("two", claimed);

        Eventually.until("4xx for " + claimed, LIMIT, () -> rcpt(claimed).later());
        assertThat(rcpt(one).accepted()).isTrue();
        assertThat(rcpt(two).accepted()).isTrue();
        othersGetTheirMail();
    }

    private String addWithAlias(String name, String alias) throws Exception {
        String mail = name + "-" + tag + "@example.org";
        Entry entry = Directory.user(mail, "secret-" + tag);
        entry.addAttribute("mailAlias", alias);
        add(entry);
        return mail;
    }

    private void add(Entry entry) throws Exception {
        bed.directory().add(entry);
        added.add(entry.getDN());
    }

    private SmtpReply rcpt(String address) throws Exception {
        return bed.foreignServer().rcpt(address);
    }

    @AfterEach
    void remove() throws Exception {
        for (String dn : added) {
            bed.directory().delete(dn);
        }
    }
}
