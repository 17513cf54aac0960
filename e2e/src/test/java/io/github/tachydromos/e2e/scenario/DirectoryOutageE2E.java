// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tachydromos.e2e.check.Eventually;
import io.github.tachydromos.e2e.client.Letter;
import io.github.tachydromos.e2e.client.SmtpReply;
import io.github.tachydromos.e2e.cluster.PolicyCut;
import io.github.tachydromos.e2e.directory.Account;
import io.github.tachydromos.e2e.directory.Directory;
import io.github.tachydromos.e2e.suite.IngressSecret;
import io.github.tachydromos.e2e.suite.TestBed;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DirectoryOutageE2E {
    private static final Duration CATCH_UP = Duration.ofSeconds(90);
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final TestBed bed = RunningSuite.bed();
    private final String tag = UUID.randomUUID().toString().substring(0, 8);
    private final String openldap = bed.release().object("openldap");
    private final Account alice = bed.account("alice@example.org");
    private final Account leaves = user("leaves");
    private final Account stays = user("stays");
    private final Account joins = user("joins");
    private final String domain = "d-" + tag + ".example";
    private final PolicyCut cut = new PolicyCut(bed.kubectl(), openldap);

    @Test
    void servesFromTheReplicaAndCatchesUp() throws Exception {
        for (Account account : List.of(leaves, stays)) {
            bed.directory().add(Directory.user(account.mail(), account.password()));
            Eventually.until(
                    "250 for " + account.mail(), LIMIT, () -> rcpt(account).accepted());
        }
        for (Account account : List.of(alice, stays)) {
            Eventually.until(account.mail() + " logs in", LIMIT, () -> logsIn(account));
        }
        submit();
        assertThat(podsThatReachTheDirectory()).containsExactly("postfix", "dovecot");

        bed.kubectl().scale(openldap, 0, RunningSuite.POD_LIMIT);
        theReplicaServes();
        assertThat(logsIn(alice)).as("a login that Dovecot remembers").isTrue();
        submit();
        IngressSecret.of(bed).renew();
        assertThat(logsIn(alice)).as("also with a new certificate").isTrue();
        submit();

        // The directory comes back, but not yet for the mail pods.
        cut.close();
        bed.kubectl().scale(openldap, 1, RunningSuite.POD_LIMIT);
        Eventually.until(
                "no mail pod reaches the directory",
                LIMIT,
                () -> podsThatReachTheDirectory().isEmpty());
        change();
        assertThat(logsIn(stays))
                .as("the old password, which Dovecot remembers")
                .isTrue();

        bed.kubectl()
                .replacePods(
                        List.of(bed.release().pod("postfix"), bed.release().pod("dovecot")), RunningSuite.POD_LIMIT);
        Eventually.until("mail is delivered by the new pods", LIMIT, () -> RunningSuite.delivers(bed));
        theReplicaServes();
        assertThat(rcpt(leaves).accepted()).as("not yet told that he left").isTrue();
        assertThat(rcpt(joins).accepted()).as("not yet told that he joined").isFalse();
        assertThat(podsThatReachTheDirectory()).isEmpty();

        cut.open();
        theChangesArrive();
    }

    private void theReplicaServes() throws Exception {
        assertThat(RunningSuite.delivers(bed)).isTrue();
        SmtpReply unknown = bed.foreignServer().rcpt("nobody@example.org");
        System.out.println("an unknown user meanwhile: " + unknown);
        assertThat(unknown.accepted()).isFalse();
    }

    private void change() throws Exception {
        bed.directory().add(Directory.user(joins.mail(), joins.password()));
        bed.directory().deleteUser(leaves.mail());
        bed.directory().set(stays.mail(), "userPassword", "second-" + tag);
        bed.directory().addDomain(domain);
    }

    private void theChangesArrive() throws Exception {
        Account changed = stays.withPassword("second-" + tag);
        Duration first = Eventually.until(
                "250 for who joined", CATCH_UP, () -> rcpt(joins).accepted());
        Eventually.until("5xx for who left", LIMIT, () -> rcpt(leaves).refused());
        Eventually.until(
                "250 in the new domain",
                LIMIT,
                () -> bed.foreignServer().rcpt("postmaster@" + domain).accepted());
        Eventually.until("the new password opens", CATCH_UP, () -> logsIn(changed));
        assertThat(logsIn(stays)).as("the old password").isFalse();
        assertThat(logsIn(alice)).isTrue();
        System.out.println("the changes arrived " + first.toMillis() + " ms after the way was open again");
    }

    /** As the suite's own programs would connect. */
    private List<String> podsThatReachTheDirectory() throws Exception {
        String address = openldap + "." + bed.release().namespace() + ".svc";
        List<String> found = new ArrayList<>();
        for (String daemon : List.of("postfix", "dovecot")) {
            if (bed.kubectl().connects(bed.release().pod(daemon), daemon, address, 389)) {
                found.add(daemon);
            }
        }
        return found;
    }

    private SmtpReply rcpt(Account account) throws Exception {
        return bed.foreignServer().rcpt(account.mail());
    }

    private boolean logsIn(Account account) throws MessagingException {
        try (var store = bed.mailClient().login(account)) {
            return store.isConnected();
        } catch (AuthenticationFailedException e) {
            return false;
        }
    }

    /** A login on the submission port, which the Postfix pod answers for itself. */
    private void submit() throws MessagingException {
        bed.mailClient().submit(alice, Letter.of(alice.mail(), alice.mail()));
    }

    private Account user(String name) {
        return new Account(name + "-" + tag + "@example.org", "first-" + tag, Account.Role.USER);
    }

    @AfterEach
    void mend() throws Exception {
        cut.open();
        bed.kubectl().scale(openldap, 1, RunningSuite.POD_LIMIT);
        for (Account account : List.of(leaves, stays, joins)) {
            bed.directory().deleteUser(account.mail());
        }
        bed.directory().deleteDomain(domain);
    }
}
