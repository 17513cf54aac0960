// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tachydromos.e2e.check.Eventually;
import io.github.tachydromos.e2e.client.SmtpReply;
import io.github.tachydromos.e2e.directory.Directory;
import io.github.tachydromos.e2e.suite.TestBed;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DirectoryOutageE2E {
    private static final Duration CATCH_UP = Duration.ofSeconds(90);

    private final TestBed bed = RunningSuite.bed();
    private final String tag = UUID.randomUUID().toString().substring(0, 8);
    private final String leaves = "leaves-" + tag + "@example.org";
    private final String joins = "joins-" + tag + "@example.org";

    @Test
    void servesFromTheReplicaWhileTheDirectoryIsAway() throws Exception {
        bed.directory().add(Directory.user(leaves, "secret-" + tag));
        Eventually.until("250 for " + leaves, CATCH_UP, () -> rcpt(leaves).accepted());

        bed.kubectl().scale(bed.release().object("openldap"), 0, RunningSuite.POD_LIMIT);
        try {
            assertThat(RunningSuite.delivers(bed)).isTrue();
            assertThat(rcpt("nobody@example.org").accepted()).isFalse();

            bed.kubectl().replacePod(bed.release().pod("postfix"), RunningSuite.POD_LIMIT);
            bed.kubectl().replacePod(bed.release().pod("dovecot"), RunningSuite.POD_LIMIT);

            Eventually.until("mail is delivered by the new pods", CATCH_UP, () -> RunningSuite.delivers(bed));
            assertThat(rcpt("nobody@example.org").accepted()).isFalse();
            assertThat(rcpt(leaves).accepted()).isTrue();
        } finally {
            bed.kubectl().scale(bed.release().object("openldap"), 1, RunningSuite.POD_LIMIT);
        }

        // The sidecars still wait to try again: these two changes they have not been told of.
        bed.directory().add(Directory.user(joins, "secret-" + tag));
        bed.directory().deleteUser(leaves);
        try {
            Eventually.until("250 for " + joins, CATCH_UP, () -> rcpt(joins).accepted());
            Eventually.until("5xx for " + leaves, CATCH_UP, () -> rcpt(leaves).refused());
            Eventually.until("alice can log in", CATCH_UP, this::aliceLogsIn);
        } finally {
            bed.directory().deleteUser(joins);
        }
    }

    private SmtpReply rcpt(String address) throws Exception {
        return bed.foreignServer().rcpt(address);
    }

    private boolean aliceLogsIn() throws Exception {
        try (var store = bed.mailClient().login(bed.account("alice@example.org"))) {
            return store.isConnected();
        }
    }
}
