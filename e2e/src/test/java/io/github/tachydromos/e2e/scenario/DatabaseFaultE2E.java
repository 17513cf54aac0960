// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;
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
    private static final String WORKS = "tachydromos_companion_works{companion=\"database\",daemon=\"sogo\"} ";

    private final TestBed bed = RunningSuite.bed();
    private final Account alice = bed.account("alice@example.org");
    private final String database = bed.release().object("postgresql");

    @Test
    void holdsUpNoMailAndHeals() throws Exception {
        awaitWebmail();

        toldOf(
                "is read-only; let it take changes again",
                () -> sql("ALTER ROLE pgsogo SET default_transaction_read_only = on"));
        letItBeWritten();
        awaitWebmail();

        toldOf(
                "refuses the password of user \"pgsogo\"; store the one that it has in the Secret",
                () -> sql("ALTER ROLE pgsogo PASSWORD 'another'"));
        takeThePasswordOfTheSecret();
        awaitWebmail();

        toldOf("does not answer (", () -> bed.kubectl().scale(database, 0, LIMIT));
        assertThat(RunningSuite.delivers(bed)).isTrue();
        bed.kubectl().scale(database, 1, LIMIT);
        awaitWebmail();
    }

    private interface Fault {
        void happen() throws Exception;
    }

    /** By an Event and the metric of SOGo's sidecar, and by the page. */
    private void toldOf(String message, Fault fault) throws Exception {
        News news = News.from(bed.kubectl());
        fault.happen();
        Eventually.until(
                message, LIMIT, () -> news.of("CompanionAway").stream().anyMatch(told -> told.contains(message)));
        assertThat(metrics()).contains(WORKS + "0.0");
        awaitClosed();
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
        Eventually.until("the sidecar sees the database", LIMIT, () -> metrics().contains(WORKS + "1.0"));
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

    private void letItBeWritten() throws Exception {
        sql("ALTER ROLE pgsogo RESET default_transaction_read_only");
    }

    private void takeThePasswordOfTheSecret() throws Exception {
        String password = new String(bed.secret(bed.release().object("postgresql-user"), "POSTGRESQL_PASSWORD"), UTF_8);
        sql("ALTER ROLE pgsogo PASSWORD '" + password + "'");
    }

    @AfterEach
    void letItBeUsedAgain() throws Exception {
        bed.kubectl().scale(database, 1, LIMIT);
        letItBeWritten();
        takeThePasswordOfTheSecret();
    }
}
