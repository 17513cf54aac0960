// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.subject;

import static io.github.tachydromos.e2e.check.Eventually.until;

import io.github.tachydromos.e2e.check.Check;
import io.github.tachydromos.e2e.check.Seen;
import io.github.tachydromos.e2e.client.ForeignServer;
import io.github.tachydromos.e2e.client.Letter;
import io.github.tachydromos.e2e.client.MailClient;
import io.github.tachydromos.e2e.client.SmtpReply;
import io.github.tachydromos.e2e.directory.Account;
import io.github.tachydromos.e2e.directory.Directory;
import io.github.tachydromos.e2e.suite.TestBed;
import jakarta.mail.Store;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** A mailbox belongs to the entry, not to the address. */
public final class MailboxIdentityChecks implements Subject {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final TestBed bed;
    private final String tag = UUID.randomUUID().toString().substring(0, 8);

    public MailboxIdentityChecks(TestBed bed) {
        this.bed = bed;
    }

    @Override
    public List<Check> checks() {
        return List.of(
                new Check(
                        "a user whose address changes keeps his mail", "old mail under the new address", this::renamed),
                new Check("an address given to a new entry", "starts empty", this::reused));
    }

    private Seen renamed() throws Exception {
        Account old = fresh("before");
        Account renamed = fresh("after");
        Letter letter = createWithLetter(old);
        bed.directory().rename(old.mail(), renamed.mail());
        try {
            until("250 for the new address", LIMIT, () -> accepts(renamed));
            SmtpReply oldAddress = bed.foreignServer().rcpt(old.mail());
            Duration wait = bed.mailClient().awaitLetter(renamed, "INBOX", letter, LIMIT);
            return new Seen(
                    "the mail is there after " + wait.toMillis() + " ms, old address " + oldAddress.code(),
                    oldAddress.refused());
        } finally {
            bed.directory().deleteUser(renamed.mail());
        }
    }

    private Seen reused() throws Exception {
        Account account = fresh("reused");
        createWithLetter(account);
        bed.directory().deleteUser(account.mail());
        until(
                "5xx after the old entry went",
                LIMIT,
                () -> bed.foreignServer().rcpt(account.mail()).refused());
        bed.directory().add(Directory.user(account.mail(), account.password()));
        try {
            until("250 for the new entry", LIMIT, () -> accepts(account));
            MailClient client = bed.mailClient();
            try (Store store = client.login(account)) {
                int mails = client.count(store, "INBOX");
                return new Seen(mails + " mails in INBOX", mails == 0);
            }
        } finally {
            bed.directory().deleteUser(account.mail());
        }
    }

    private Account fresh(String name) {
        return new Account(name + "-" + tag + "@example.org", "secret-" + tag, Account.Role.USER);
    }

    private Letter createWithLetter(Account account) throws Exception {
        bed.directory().add(Directory.user(account.mail(), account.password()));
        until("250 for " + account.mail(), LIMIT, () -> accepts(account));
        Letter letter = Letter.of(ForeignServer.SENDER, account.mail());
        SmtpReply reply = bed.foreignServer().send(letter);
        if (!reply.accepted()) {
            throw new IOException(reply.toString());
        }
        bed.mailClient().awaitLetter(account, "INBOX", letter, LIMIT);
        return letter;
    }

    private boolean accepts(Account account) throws IOException {
        return bed.foreignServer().rcpt(account.mail()).accepted();
    }
}
