// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.Entry;
import io.github.tachydromos.e2e.check.Eventually;
import io.github.tachydromos.e2e.client.SmtpReply;
import io.github.tachydromos.e2e.directory.Directory;
import io.github.tachydromos.e2e.suite.TestBed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HostileEntriesE2E {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final TestBed bed = RunningSuite.bed();
    private final String tag = UUID.randomUUID().toString().substring(0, 8);
    private final List<String> added = new ArrayList<>();

    @Test
    void harmNobodyElsesMail() throws Exception {
        List<String> values = List.of(
                "line\nalice@example.org",
                "quote'\"@example.org",
                "%s%u%{user}@example.org",
                "$(id)${home}@example.org",
                "a' or '1'='1@example.org",
                "long".repeat(2_500) + "@example.org",
                "\\0x\u0000@example.org",
                "@",
                "");
        for (String value : values) {
            tryToAdd(value);
        }
        String last = add("last", "after-" + tag + "@example.org");

        Eventually.until(
                "the entry after the hostile ones is live",
                LIMIT,
                () -> rcpt(last).accepted());
        assertThat(RunningSuite.delivers(bed)).isTrue();
        assertThat(rcpt("info@example.com").accepted()).isTrue();
        assertThat(rcpt("nobody@example.org").refused()).isTrue();
        assertThat(rcpt("%s@example.org").refused()).isTrue();
    }

    @Test
    void anAddressClaimedTwiceIsAskedForLater() throws Exception {
        String claimed = "claimed-" + tag + "@example.org";
        String one = add("one", claimed);
        Eventually.until("250 for " + claimed, LIMIT, () -> rcpt(claimed).accepted());

        String two = add("two", claimed);

        Eventually.until("4xx for " + claimed, LIMIT, () -> rcpt(claimed).later());
        assertThat(rcpt(one).accepted()).isTrue();
        assertThat(rcpt(two).accepted()).isTrue();
        assertThat(RunningSuite.delivers(bed)).isTrue();
    }

    /** A user with a harmless address of his own and this alias. */
    private String add(String name, String alias) throws Exception {
        String mail = name + "-" + tag + "@example.org";
        Entry entry = Directory.user(mail, "secret-" + tag);
        entry.addAttribute("mailAlias", alias);
        bed.directory().add(entry);
        added.add(mail);
        return mail;
    }

    /** The directory itself may refuse a value; what it takes is the sidecar's to survive. */
    private void tryToAdd(String alias) {
        try {
            add("hostile" + added.size(), alias);
        } catch (Exception e) {
            System.out.println("the directory refuses this value: " + e.getMessage());
        }
    }

    private SmtpReply rcpt(String address) throws Exception {
        return bed.foreignServer().rcpt(address);
    }

    @AfterEach
    void remove() throws Exception {
        for (String mail : added) {
            bed.directory().deleteUser(mail);
        }
    }
}
