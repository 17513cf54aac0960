// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.subject;

import io.github.tachydromos.e2e.browser.Chromium;
import io.github.tachydromos.e2e.check.Check;
import io.github.tachydromos.e2e.check.Seen;
import io.github.tachydromos.e2e.client.Letter;
import io.github.tachydromos.e2e.client.SmtpReply;
import io.github.tachydromos.e2e.cluster.Workspace;
import io.github.tachydromos.e2e.directory.Account;
import io.github.tachydromos.e2e.stranger.DavClient;
import io.github.tachydromos.e2e.stranger.DavClient.Kind;
import io.github.tachydromos.e2e.stranger.ReceivedMail;
import io.github.tachydromos.e2e.suite.TestBed;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** SOGo in a real browser. */
public final class WebmailChecks implements Subject {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final TestBed bed;
    private final String tag = UUID.randomUUID().toString().substring(0, 8);
    private final Account alice;

    public WebmailChecks(TestBed bed) {
        this.bed = bed;
        this.alice = bed.account("alice@example.org");
    }

    @Override
    public List<Check> checks() {
        return List.of(
                new Check("webmail, a wrong password", "refused", () -> refuses(alice.withPassword("wrong-" + tag))),
                new Check("webmail, an inactive user", "refused", () -> refuses(bed.account("frank@example.org"))),
                new Check("webmail, a mail is read and answered", "the answer is in bob's inbox", this::mail),
                new Check("webmail, an appointment and a contact", "shown, and on a DAV client", this::items),
                new Check("webmail, a vacation message", "who writes gets it", this::vacation));
    }

    private Seen refuses(Account account) throws Exception {
        try (Chromium browser = Chromium.knowing(bed.web())) {
            boolean inside = new Webmail(browser.page(), bed.web().uri()).login(account);
            return new Seen(account.mail() + (inside ? ": let in" : ": refused"), !inside);
        }
    }

    private Seen mail() throws Exception {
        Account bob = bed.account("bob@example.org");
        Letter letter = Letter.of(bob.mail(), alice.mail(), "Do you read this, " + tag + "?");
        bed.mailClient().submit(bob, letter);
        return inside((webmail, browser) -> {
            String text = webmail.read(letter.subject());
            browser.screenshot(picture("mail"));
            webmail.answer("Yes, word for word.");
            Duration wait = bed.mailClient().awaitAnswer(bob, letter, LIMIT);
            return new Seen(
                    "read \"" + text.strip() + "\", answered, at bob's after " + wait.toMillis() + " ms",
                    text.contains(letter.text()));
        });
    }

    private Seen items() throws Exception {
        String title = "Lunch " + tag;
        String address = "carla-" + tag + "@stranger.test";
        return inside((webmail, browser) -> {
            webmail.makeAppointment(title);
            browser.screenshot(picture("calendar"));
            webmail.makeContact("Carla", "Contact-" + tag, address);
            browser.screenshot(picture("contacts"));
            DavClient client = bed.davClient("browser-" + tag, alice);
            client.sync();
            boolean appointment = client.all(Kind.CALENDAR).contains("SUMMARY:" + title);
            boolean contact = client.all(Kind.CONTACTS).contains(address);
            return new Seen("shown; by CalDAV: " + appointment + ", by CardDAV: " + contact, appointment && contact);
        });
    }

    private Seen vacation() throws Exception {
        String text = "I walk the Vikos gorge, " + tag + ".";
        // A sender of its own for each run: one sender is answered once in days.
        String sender = "w-" + UUID.randomUUID() + "@stranger.test";
        return inside((webmail, browser) -> {
            webmail.setVacation(text);
            browser.screenshot(picture("vacation"));
            try {
                SmtpReply reply = bed.foreignServer().send(Letter.of(sender, alice.mail()));
                if (!reply.accepted()) {
                    return Seen.fail(reply.toString());
                }
                ReceivedMail answer = bed.stranger().await(sender, text, LIMIT);
                boolean hers = answer.content().contains("<" + alice.mail() + ">");
                return new Seen("\"" + text + "\", from alice: " + hers, hers);
            } finally {
                webmail.endVacation();
            }
        });
    }

    /** What is seen by alice, who has logged in. */
    private interface Look {
        Seen at(Webmail webmail, Chromium browser) throws Exception;
    }

    private Seen inside(Look look) throws Exception {
        try (Chromium browser = Chromium.knowing(bed.web())) {
            Webmail webmail = new Webmail(browser.page(), bed.web().uri());
            return webmail.login(alice) ? look.at(webmail, browser) : Seen.fail("alice is refused");
        }
    }

    private static Path picture(String name) {
        return Workspace.find().path("target/demo/webmail-" + name + ".png");
    }
}
