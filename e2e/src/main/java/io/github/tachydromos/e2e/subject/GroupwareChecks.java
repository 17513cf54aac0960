// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.subject;

import io.github.tachydromos.e2e.check.Check;
import io.github.tachydromos.e2e.check.Eventually;
import io.github.tachydromos.e2e.check.Seen;
import io.github.tachydromos.e2e.client.ForeignServer;
import io.github.tachydromos.e2e.client.Letter;
import io.github.tachydromos.e2e.client.ManageSieveSession;
import io.github.tachydromos.e2e.client.WebmailSession;
import io.github.tachydromos.e2e.directory.Account;
import io.github.tachydromos.e2e.directory.Directory;
import io.github.tachydromos.e2e.stranger.DavClient;
import io.github.tachydromos.e2e.stranger.DavClient.Kind;
import io.github.tachydromos.e2e.stranger.Telephone;
import io.github.tachydromos.e2e.suite.TestBed;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Calendars, contacts and mail on other machines: CalDAV and CardDAV by vdirsyncer, ActiveSync by a script. */
public final class GroupwareChecks implements Subject {
    /** MS-ASPROV: the command succeeded, and there is no policy for this client. */
    private static final List<String> NO_POLICY = List.of("1", "2");

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final TestBed bed;
    private final String tag = UUID.randomUUID().toString().substring(0, 8);
    private final Account carol;

    public GroupwareChecks(TestBed bed) {
        this.bed = bed;
        this.carol = bed.account("carol@example.org");
    }

    @Override
    public List<Check> checks() {
        return List.of(
                new Check(
                        "CalDAV and CardDAV, two clients in step",
                        "created, changed and deleted on both",
                        this::inStep),
                new Check(
                        "ActiveSync, a new telephone",
                        "protocol 14.1, mail that no client has opened, an appointment",
                        this::phone),
                new Check("ActiveSync, a telephone that waits", "told of a new mail", this::news),
                new Check("CalDAV and ActiveSync, a wrong password", "401 each", this::wrongPassword),
                new Check(
                        "a user whose address changes keeps calendar and contacts",
                        "there under the new address, and the mail in webmail",
                        this::renamed));
    }

    private Seen inStep() throws Exception {
        DavClient desk = bed.davClient("desk-" + tag, carol);
        DavClient pocket = bed.davClient("pocket-" + tag, carol);
        String made = "Made-" + tag;
        String changed = "Changed-" + tag;
        desk.sync();
        pocket.sync();
        putBoth(desk, made);
        List<Boolean> seen = new ArrayList<>(both(desk, pocket, made));
        putBoth(pocket, changed);
        seen.addAll(both(pocket, desk, changed));
        for (Kind kind : Kind.values()) {
            desk.remove(kind, tag);
        }
        List<Boolean> left = both(desk, pocket, changed);
        return new Seen(
                "created and changed: " + seen + ", still there: " + left,
                !seen.contains(false) && !left.contains(true));
    }

    private void putBoth(DavClient client, String name) throws Exception {
        for (Kind kind : Kind.values()) {
            client.put(kind, tag, kind.item(tag, name));
        }
    }

    /** Whether the second has the appointment and the contact after the first has brought its changes to the server. */
    private static List<Boolean> both(DavClient first, DavClient second, String name) throws Exception {
        first.sync();
        second.sync();
        return List.of(
                second.all(Kind.CALENDAR).contains(name),
                second.all(Kind.CONTACTS).contains(name));
    }

    private Seen news() throws Exception {
        Telephone.Waiting phone = new Telephone(bed.stranger(), bed.web().uri(), carol).await();
        long start = System.nanoTime();
        bed.foreignServer().send(Letter.of(ForeignServer.SENDER, carol.mail(), "News, " + tag));
        String news = phone.news();
        long seconds = Duration.ofNanos(System.nanoTime() - start).toSeconds();
        return new Seen(news + " after " + seconds + " s", news.contains("\"2\""));
    }

    /** Of a user whose mail no client has ever opened, webmail neither. */
    private Seen phone() throws Exception {
        Account traveller = new Account("traveller-" + tag + "@example.org", "secret-" + tag, Account.Role.USER);
        bed.directory().add(Directory.user(traveller.mail(), traveller.password()));
        try {
            Eventually.until("his filter is in force", LIMIT, () -> archivesWhatIsToBeKept(traveller));
            Letter letter = Letter.of(ForeignServer.SENDER, traveller.mail(), "To be read on the way, " + tag);
            Letter kept = Letter.of(ForeignServer.SENDER, traveller.mail(), "To be kept, " + tag);
            for (Letter sent : List.of(letter, kept)) {
                Eventually.until(
                        "a letter to him is accepted",
                        LIMIT,
                        () -> bed.foreignServer().send(sent).accepted());
            }
            DavClient desk = bed.davClient("appointment-" + tag, traveller);
            desk.sync();
            desk.put(Kind.CALENDAR, tag, Kind.CALENDAR.item(tag, "Departure-" + tag));
            desk.sync();
            Telephone phone = new Telephone(bed.stranger(), bed.web().uri(), traveller);
            Telephone.Content content = Eventually.value(
                    "the letters in INBOX and in Archive of a new telephone",
                    LIMIT,
                    () -> Optional.of(phone.content())
                            .filter(seen -> holds(seen, "INBOX", letter) && holds(seen, "Archive", kept)));
            boolean appointment = content.appointments().contains("Departure-" + tag);
            return new Seen(
                    "protocol " + content.versions() + "; policy " + content.provision() + "; "
                            + content.folders().size()
                            + " folders, a mail in INBOX, another in Archive, the appointment: " + appointment,
                    content.versions().contains("14.1") && content.provision().equals(NO_POLICY) && appointment);
        } finally {
            bed.directory().deleteUser(traveller.mail());
        }
    }

    private static boolean holds(Telephone.Content content, String folder, Letter letter) {
        return content.mails().getOrDefault(folder, List.of()).contains(letter.subject());
    }

    private boolean archivesWhatIsToBeKept(Account account) throws IOException {
        String script = """
                require "fileinto";
                if header :contains "Subject" "To be kept" { fileinto "Archive"; }
                """;
        try (ManageSieveSession session = ManageSieveSession.open(
                bed.endpoints().host(), bed.endpoints().ports().sieve())) {
            return session.startTls(bed.tls()).ok()
                    && session.login(account.mail(), account.password()).ok()
                    && session.put("keep", script).ok()
                    && session.activate("keep").ok();
        }
    }

    private Seen wrongPassword() throws Exception {
        Account wrong = carol.withPassword("wrong-" + tag);
        int dav = status(wrong, "SOGo/dav/" + carol.mail() + "/Calendar/personal/");
        int phone = status(wrong, "Microsoft-Server-ActiveSync");
        return new Seen("CalDAV " + dav + ", ActiveSync " + phone, dav == 401 && phone == 401);
    }

    private Seen renamed() throws Exception {
        Account old = new Account("early-" + tag + "@example.org", "secret-" + tag, Account.Role.USER);
        Account renamed = new Account("late-" + tag + "@example.org", old.password(), Account.Role.USER);
        bed.directory().add(Directory.user(old.mail(), old.password()));
        Letter letter = Letter.of(ForeignServer.SENDER, old.mail(), "Before the change, " + tag);
        Eventually.until(
                "a letter to him is accepted",
                LIMIT,
                () -> bed.foreignServer().send(letter).accepted());
        putOneOfEach(bed.davClient("early-" + tag, old));
        // What SOGo remembers of him it must not believe for long.
        awaitInInbox(old, letter);
        bed.directory().rename(old.mail(), renamed.mail());
        try {
            DavClient client = bed.davClient("late-" + tag, renamed);
            Eventually.until("the new address is let in", LIMIT, () -> {
                client.sync();
                return true;
            });
            boolean appointment = client.all(Kind.CALENDAR).contains("Kept-" + tag);
            boolean contact = client.all(Kind.CONTACTS).contains("Kept-" + tag);
            Duration wait = awaitInInbox(renamed, letter);
            return new Seen(
                    "appointment: " + appointment + ", contact: " + contact + ", mail after " + wait.toMillis() + " ms",
                    appointment && contact);
        } finally {
            bed.directory().deleteUser(renamed.mail());
        }
    }

    private void putOneOfEach(DavClient client) throws Exception {
        client.sync();
        putBoth(client, "Kept-" + tag);
        client.sync();
    }

    private Duration awaitInInbox(Account account, Letter letter) throws Exception {
        return Eventually.until(letter.subject() + " in the webmail of " + account.mail(), LIMIT, () -> {
            try (WebmailSession session = WebmailSession.open(bed.web(), account)) {
                return session.inbox().contains(letter.subject());
            }
        });
    }

    private int status(Account account, String path) throws IOException, InterruptedException {
        String credentials = account.mail() + ":" + account.password();
        HttpRequest request = bed.web()
                .request(path)
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)))
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, BodyHandlers.discarding()).statusCode();
        }
    }
}
