// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tachydromos.e2e.check.Eventually;
import io.github.tachydromos.e2e.client.WebmailSession;
import io.github.tachydromos.e2e.directory.Account;
import io.github.tachydromos.e2e.suite.TestBed;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A database that cannot be used is told for what it is; mail works on, webmail says that it does not, and all heals by itself. */
class DatabaseFaultE2E {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final TestBed bed = RunningSuite.bed();
    private final Account alice = bed.account("alice@example.org");
    private final String database = bed.release().object("postgresql");

    @Test
    void keepsNoMailAndIsComeBackTo() throws Exception {
        awaitWebmail();

        sql("ALTER ROLE pgsogo SET default_transaction_read_only = on");
        awaitTold("is read-only; let it take changes again");
        awaitClosed();

        sql("ALTER ROLE pgsogo RESET default_transaction_read_only; ALTER ROLE pgsogo PASSWORD 'another'");
        awaitTold("refuses the password of user \"pgsogo\"; store the one that it has in the Secret");

        bed.kubectl().scale(database, 0, LIMIT);
        awaitTold("does not answer (");
        assertThat(page().statusCode()).isEqualTo(503);
        assertThat(RunningSuite.delivers(bed)).isTrue();

        // At its start it takes the password of the Secret again.
        bed.kubectl().scale(database, 1, LIMIT);
        awaitWebmail();
        assertThat(metrics()).contains("tachydromos_companion_works{companion=\"database\",daemon=\"sogo\"} 1.0");
    }

    /** By the Event and the metric of SOGo's sidecar. */
    private void awaitTold(String message) throws Exception {
        Eventually.until(
                message,
                LIMIT,
                () -> bed.kubectl()
                        .run(
                                "get",
                                "events",
                                "--field-selector=reason=CompanionAway",
                                "--output=jsonpath={.items[*].message}")
                        .contains(message));
        Eventually.until(
                "the metric of " + message,
                LIMIT,
                () -> metrics().contains("tachydromos_companion_works{companion=\"database\",daemon=\"sogo\"} 0.0"));
    }

    private void awaitClosed() throws Exception {
        Eventually.until("webmail is closed", LIMIT, () -> {
            HttpResponse<String> page = page();
            return page.statusCode() == 503
                    && page.headers().firstValue("Retry-After").isPresent()
                    && page.body().contains("Your mail is safe");
        });
    }

    private void awaitWebmail() throws Exception {
        Eventually.until("alice reads her mail in the browser", LIMIT, () -> {
            try (WebmailSession session = WebmailSession.open(bed.web(), alice)) {
                return session.inbox().contains("\"uids\"");
            }
        });
    }

    private HttpResponse<String> page() throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(bed.web().request("SOGo/").build(), BodyHandlers.ofString());
        }
    }

    private String metrics() throws Exception {
        String path = "/api/v1/namespaces/" + bed.release().namespace() + "/pods/"
                + bed.kubectl().podOf("sogo") + ":8081/proxy/prometheus";
        return RunningSuite.api().look(path).body();
    }

    private void sql(String statement) throws Exception {
        bed.kubectl()
                .exec(
                        database + "-0",
                        "postgresql",
                        "psql",
                        "-X",
                        "-h",
                        "/run/postgresql",
                        "-U",
                        "postgres",
                        "-qc",
                        statement);
    }

    @AfterEach
    void letItBeUsedAgain() throws Exception {
        bed.kubectl().scale(database, 1, LIMIT);
        sql("ALTER ROLE pgsogo RESET default_transaction_read_only");
    }
}
