// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.subject;

import static io.github.tachydromos.e2e.check.Eventually.until;

import io.github.tachydromos.e2e.check.Check;
import io.github.tachydromos.e2e.check.Eventually;
import io.github.tachydromos.e2e.check.Seen;
import io.github.tachydromos.e2e.client.ImapSession;
import io.github.tachydromos.e2e.client.SmtpReply;
import io.github.tachydromos.e2e.client.SmtpSession;
import io.github.tachydromos.e2e.directory.Account;
import io.github.tachydromos.e2e.directory.Directory;
import io.github.tachydromos.e2e.suite.TestBed;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Changes in the directory are live at once and without a reload: the checks follow one account through its life. */
public final class DirectoryChangeChecks implements Subject {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Duration DOMAIN_LIMIT = Duration.ofSeconds(2);

    private final TestBed bed;
    private final String tag = UUID.randomUUID().toString().substring(0, 8);
    private final Account user = new Account("live-" + tag + "@example.org", "first-" + tag, Account.Role.USER);
    private final Account changed = user.withPassword("second-" + tag);

    /** How the daemons were before the first change. */
    private record Before(Instant time, DaemonProcesses daemons) {}

    private @Nullable Before before;

    public DirectoryChangeChecks(TestBed bed) {
        this.bed = bed;
    }

    @Override
    public List<Check> checks() {
        return List.of(
                new Check("an account added in LDAP receives", "550, then 250 after the commit", this::added),
                new Check("an account added in LDAP logs in", "OK on 993", this::logsIn),
                new Check("a new password", "the old one refused, the new one OK", this::passwordChanged),
                new Check("an account disabled in LDAP", "5xx, no login, session ended", this::disabled),
                new Check("these changes made no reload", "no reload line, same processes", this::noReload),
                new Check("a domain added a moment after a refusal", "5xx, then 250 within 2 s", this::domain));
    }

    private Seen added() throws Exception {
        before = new Before(Instant.now(), DaemonProcesses.of(bed));
        SmtpReply unknown = rcpt(user.mail());
        bed.directory().add(Directory.user(user.mail(), user.password()));
        Duration wait =
                until("250 for " + user.mail(), LIMIT, () -> rcpt(user.mail()).accepted());
        return new Seen(unknown.code() + ", 250 after " + wait.toMillis() + " ms", unknown.refused());
    }

    private Seen logsIn() throws Exception {
        Duration wait = until("login of " + user.mail(), LIMIT, () -> logsInWith(user));
        return Seen.pass("OK after " + wait.toMillis() + " ms");
    }

    private Seen passwordChanged() throws Exception {
        bed.directory().set(user.mail(), "userPassword", changed.password());
        Duration wait = untilLoginIsRefused(user);
        boolean opens = logsInWith(changed);
        return new Seen("old one refused after " + wait.toMillis() + " ms, new one OK: " + opens, opens);
    }

    private Seen disabled() throws Exception {
        try (ImapSession open = imaps()) {
            boolean in = open.login(user.mail(), changed.password()).ok();
            bed.directory().set(user.mail(), "mailActive", "FALSE");
            Duration mail = until(
                    "5xx for " + user.mail(), LIMIT, () -> rcpt(user.mail()).refused());
            Duration login = untilLoginIsRefused(changed);
            Duration session = until("the open session ended", LIMIT, () -> isEnded(open));
            String observed = "5xx after " + mail.toMillis() + " ms, login refused +" + login.toMillis()
                    + " ms, session ended +" + session.toMillis() + " ms";
            return new Seen(observed, in);
        } finally {
            bed.directory().deleteUser(user.mail());
        }
    }

    private Seen noReload() throws Exception {
        Before start = before;
        if (start == null) {
            return Seen.fail("the first check did not run");
        }
        long reloads = DaemonProcesses.reloadsSince(start.time(), bed);
        DaemonProcesses now = DaemonProcesses.of(bed);
        boolean same = now.equals(start.daemons());
        String processes = same ? now.processes().size() + " processes, the same" : start.daemons() + " became " + now;
        return new Seen(reloads + " reload lines, " + processes, reloads == 0 && same);
    }

    private Seen domain() throws Exception {
        String domain = "d-" + tag + ".example";
        String address = "first@" + domain;
        bed.directory().add(Directory.user(address, user.password()));
        // A session that saw the refusal goes on: smtpd remembers the class of a domain.
        try (SmtpSession session = bed.foreignServer().session()) {
            session.mail("someone@stranger.test");
            SmtpReply unknown = session.rcpt(address);
            bed.directory().addDomain(domain);
            Duration other = until(
                    "250 in another session", DOMAIN_LIMIT, () -> rcpt(address).accepted());
            Duration same = until(
                    "250 in the same session",
                    DOMAIN_LIMIT,
                    () -> session.rcpt(address).accepted());
            String observed = unknown.code() + ", then 250 after " + other.toMillis() + " ms, in the same session +"
                    + same.toMillis() + " ms";
            return new Seen(observed, unknown.refused());
        } finally {
            bed.directory().deleteUser(address);
            bed.directory().deleteDomain(domain);
        }
    }

    private SmtpReply rcpt(String address) throws IOException {
        return bed.foreignServer().rcpt(address);
    }

    private boolean logsInWith(Account account) throws IOException {
        try (ImapSession session = imaps()) {
            return session.login(account.mail(), account.password()).ok();
        }
    }

    /** Until the attempt began that was refused: Dovecot lets it wait two seconds for that answer. */
    private Duration untilLoginIsRefused(Account account) throws Exception {
        long start = System.nanoTime();
        return Eventually.value("the login of " + account.mail() + " is refused", LIMIT, () -> {
            Duration begun = Duration.ofNanos(System.nanoTime() - start);
            return logsInWith(account) ? Optional.empty() : Optional.of(begun);
        });
    }

    private ImapSession imaps() throws IOException {
        return ImapSession.openSecure(
                bed.endpoints().host(), bed.endpoints().ports().imaps(), bed.tls());
    }

    private static boolean isEnded(ImapSession session) {
        try {
            return !session.command("NOOP").ok();
        } catch (IOException e) {
            return true;
        }
    }
}
