// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon.sogo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tachydromos.core.Eventually;
import io.github.tachydromos.sync.daemon.DaemonControl.Answer;
import io.github.tachydromos.sync.daemon.dovecot.SlapdContainer;
import io.github.tachydromos.sync.render.RenderedTree;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The real SOGo with the real directory and the real database: who gets in, what stays his, and how it changes its configuration. */
class SogoIT {
    private static final String EVENT = """
        BEGIN:VCALENDAR
        VERSION:2.0
        PRODID:-//test//EN
        BEGIN:VEVENT
        UID:%s
        DTSTAMP:20261126T000000Z
        DTSTART:20261127T100000Z
        DTEND:20261127T110000Z
        SUMMARY:Breakfast
        END:VEVENT
        END:VCALENDAR
        """.replace("\n", "\r\n");

    private static final String ALICE = "alice@example.org:alice-demo-password";
    private static final String NAME = "<b>Mallory</b><script>alert(1)</script>\"'&";

    private static SogoPod pod;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        pod = new SogoPod(folder);
        pod.start(SogoPod.tree("{}"));
        user("mallory", NAME);
        user("before", "Before After");
        user("leaver", "Leaver");
    }

    @AfterAll
    static void stop() {
        pod.close();
    }

    @Test
    void letsAUserInByHisAddressAndLetsHimSendFromHisAliases() throws Exception {
        Browser carol = pod.web();

        HttpResponse<String> answer = carol.login("carol@example.org", "carol-demo-password");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"cn\":\"Carol Conrad\"");
        assertThat(carol.get("/SOGo/so/carol@example.org/Preferences/jsonDefaults")
                        .body())
                .contains(
                        "\"email\":\"carol@example.org\"",
                        "\"email\":\"Carol.Conrad@Example.org\"",
                        "\"email\":\"info@example.com\"",
                        "\"userName\":\"carol@example.org\"")
                .doesNotContain("@mail.example.org");
    }

    @ParameterizedTest
    @CsvSource({
        "alice@example.org, wrong",
        "frank@example.org, frank-demo-password", // inactive
        "info@example.com, carol-demo-password", // an alias
        "frank@example.org)(mail=*, frank-demo-password"
    })
    void keepsOut(String name, String password) throws Exception {
        assertThat(pod.web().login(name, password).statusCode()).isEqualTo(403);
        assertThat(pod.web().dav(name + ":" + password, "PROPFIND", "", "").statusCode())
                .isEqualTo(401);
    }

    /** He is known by his entryUUID, and his programs by their old address no more. */
    @Test
    void leavesARenamedUserWhatHeHas() throws Exception {
        String before = "before@example.org:secret";
        String after = "after@example.org:secret";
        String id = pod.directory.entryUuid("mail=before@example.org,ou=users," + SlapdContainer.BASE);
        assertThat(pod.web()
                        .dav(before, "PUT", "before@example.org/Calendar/personal/kept.ics", event("kept"))
                        .statusCode())
                .isEqualTo(201);

        pod.directory.admin("ldapmodify <<'END'\ndn: mail=before@example.org,ou=users," + SlapdContainer.BASE
                + "\nchangetype: modrdn\nnewrdn: mail=after@example.org\ndeleteoldrdn: 1\nEND\n");
        pod.forget();

        for (String path : List.of("after@example.org", id)) {
            HttpResponse<String> kept = pod.web().dav(after, "GET", path + "/Calendar/personal/kept.ics", "");
            assertThat(kept.statusCode()).as(path).isEqualTo(200);
            assertThat(kept.body()).contains("SUMMARY:Breakfast");
        }
        assertThat(pod.web()
                        .dav(before, "GET", id + "/Calendar/personal/kept.ics", "")
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void shutsOutWhoIsDisabledAmidHisSession() throws Exception {
        Browser leaver = pod.web();
        leaver.login("leaver@example.org", "secret");
        assertThat(leaver.sees("Contacts", "leaver@example.org")).isTrue();
        pod.forget();
        assertThat(leaver.sees("Contacts", "leaver@example.org"))
                .as("a session outlives memcached")
                .isTrue();

        pod.directory.admin("ldapmodify <<'END'\ndn: mail=leaver@example.org,ou=users," + SlapdContainer.BASE
                + "\nchangetype: modify\nreplace: mailActive\nmailActive: FALSE\nEND\n");
        pod.forget();

        assertThat(leaver.sees("Contacts", "leaver@example.org")).isFalse();
        assertThat(leaver.login("leaver@example.org", "secret").statusCode()).isEqualTo(403);
    }

    @Test
    void findsEverybodyInTheAddressBookAndTakesNobodysNameForHtml() throws Exception {
        Browser mallory = pod.web();
        mallory.login("mallory@example.org", "secret");

        HttpResponse<String> found = mallory.get("/SOGo/so/mallory@example.org/Contacts/allContactSearch?search=mall");

        // The front door forbids browsers to take it for anything else.
        assertThat(found.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/plain");
        assertThat(found.body()).contains("\"c_mail\":[\"mallory@example.org\"]", "<script>alert(1)</script>\\\"'&");
        for (String page : List.of("Contacts/view", "Calendar/view", "Mail/view", "Preferences")) {
            assertThat(mallory.get("/SOGo/so/mallory@example.org/" + page).body())
                    .as(page)
                    .doesNotContain("<script>alert", "<b>Mallory");
        }
        assertThat(mallory.get("/SOGo/so/mallory@example.org/Contacts/allContactSearch?search=frank")
                        .body())
                .doesNotContain("frank@example.org");
    }

    @Test
    void letsAUserChangeHisPasswordAsTheDirectoryDoes() throws Exception {
        Browser bob = pod.web();
        bob.login("bob@example.org", "bob-demo-password");

        HttpResponse<String> answer = bob.changePassword("bob@example.org", "bob-demo-password", "another one");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(pod.web().login("bob@example.org", "another one").statusCode())
                .isEqualTo(200);
        assertThat(pod.web().login("bob@example.org", "bob-demo-password").statusCode())
                .isEqualTo(403);
        bob.login("bob@example.org", "another one");
        assertThat(bob.changePassword("bob@example.org", "another one", "bob-demo-password")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void tellsItsPasswordsToNobody() throws Exception {
        pod.web().dav(ALICE, "PUT", "alice@example.org/Calendar/personal/secret.ics", event("secret"));
        String seen = pod.sogo.shell("ps axww -o args; for p in $(pgrep sogod); do"
                + " setpriv --reuid sogo --regid sogo --clear-groups cat /proc/$p/environ; done");

        assertThat(seen).contains("PGHOST=" + DatabaseServer.HOST);
        assertThat(seen + pod.sogo.getLogs() + pod.database.sql("SELECT * FROM sogo_folder_info"))
                .doesNotContain(
                        "p@ss", "p%40ss", SlapdContainer.READER_PASSWORD.substring(0, 8), "alice-demo-password");
        assertThat(pod.sogo.shell("setpriv --reuid nobody --clear-groups cat /run/config/live/private/sogo.conf 2>&1"
                        + " || true"))
                .contains("Permission denied");
    }

    @ParameterizedTest
    @CsvSource({
        "'', is no property list",
        "'(a)', is no property list: an array",
        "'{\n a = ;\n}', has no value in line 2"
    })
    void refusesAFileThatPlparseLetsPass(String conf, String fault) throws Exception {
        var files = new TreeMap<>(SogoPod.tree("{}").files());
        files.put("private/sogo.conf", conf);

        Answer answer = pod.sogo.check(new RenderedTree(files));

        assertThat(answer.exitCode()).isEqualTo(1);
        assertThat(answer.output()).startsWith("sogo.conf: " + fault);
    }

    /** Ten requests a second, of a program and of a browser. */
    @Test
    void changesItsConfigurationThreeTimesAndNoRequestFails() throws Exception {
        Browser program = pod.web();
        Browser alice = pod.web();
        alice.login("alice@example.org", "alice-demo-password");
        try (var visitor = new SteadyVisitor(Duration.ofMillis(100), number -> switch (number % 3) {
            case 0 -> alice.sees("Contacts", "alice@example.org") ? 200 : 401;
            case 1 ->
                program.dav(ALICE, "PROPFIND", "alice@example.org/Calendar/personal/", "")
                        .statusCode();
            default ->
                program.dav(
                                ALICE,
                                "PUT",
                                "alice@example.org/Calendar/personal/n" + number + ".ics",
                                event("n" + number))
                        .statusCode();
        })) {
            for (String yaml : List.of("sogo: {workerCount: 4}", "sogo: {modules: {mail: false}}", "{}")) {
                pod.change(SogoPod.tree(yaml));
                Browser another = pod.web();
                another.login("bob@example.org", "bob-demo-password");
                assertThat(another.sees("Mailer", "bob@example.org")).as(yaml).isEqualTo(!yaml.contains("mail"));
                int answered = visitor.answered();
                Eventually.soon("one sogod is left", () -> masters().equals("1"));
                Eventually.soon("the next requests are answered", () -> visitor.answered() > answered + 10);
            }

            assertThat(visitor.stop()).hasSizeGreaterThan(60).containsOnly("200", "201", "207");
        }
    }

    /** A program's appointment waits for the database while the configuration changes twice. */
    @Test
    void finishesALongRequestBeforeItsConfigurationChangesAgain() throws Exception {
        try (var parties = Executors.newVirtualThreadPerTaskExecutor()) {
            var lock = parties.submit(() -> pod.database.sql(
                    "BEGIN; LOCK sogo_store IN EXCLUSIVE MODE; SELECT pg_sleep(60) /* an administrator */"));
            Eventually.soon("the table is locked", () -> sessions("query LIKE '%sleep%' AND state = 'active'") > 0);
            var saved = parties.submit(
                    () -> pod.web().dav(ALICE, "PUT", "alice@example.org/Calendar/personal/long.ics", event("long")));
            Eventually.soon("the appointment waits", () -> sessions("wait_event_type = 'Lock'") > 0);
            pod.change(SogoPod.tree("sogo: {workerCount: 4}"));
            int before = waits();
            var changed = parties.submit(() -> {
                pod.change(SogoPod.tree("{}"));
                return true;
            });
            Eventually.soon("the next change waits too", () -> waits() > before);

            pod.database.sql(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE '%administrator */'");

            assertThat(saved.get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(201);
            assertThat(changed.get(60, TimeUnit.SECONDS)).isTrue();
            assertThat(lock).failsWithin(Duration.ofSeconds(20));
        }
    }

    private static int sessions(String condition) throws Exception {
        return Integer.parseInt(pod.database.sql(
                "SELECT count(*) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND " + condition));
    }

    private static int waits() {
        return pod.sogo.getLogs().split("waiting for the last sogod's requests", -1).length;
    }

    /** "Nothing new" (status 1), so that it asks again. */
    @Test
    void answersAPhoneThatWaitsWhenItsConfigurationChanges() throws Exception {
        int before = pings();
        try (var phones = Executors.newVirtualThreadPerTaskExecutor()) {
            var answer = phones.submit(() -> pod.web().ping(ALICE));
            Eventually.soon("the phone waits", () -> pings() > before);

            pod.change(SogoPod.tree("{}"));

            HttpResponse<byte[]> said = answer.get(20, TimeUnit.SECONDS);
            assertThat(said.statusCode()).isEqualTo(200);
            assertThat(said.body()).asHexString().startsWith("03016A00000D454703310001");
        }
    }

    private static int pings() {
        return pod.sogo.getLogs().split("while detecting changes", -1).length;
    }

    /** nginx is not told: it asks the port that it knows. */
    @Test
    void comesBackAtTheSamePortWhenItsContainerWasKilled() throws Exception {
        pod.change(SogoPod.tree("{}"));
        String port = pod.sogo.shell("cat /run/sogo-upstream/upstream.conf");

        pod.sogo.kill();
        pod.sogo.startAgain();

        Eventually.shows("the login page", () -> pod.web().status("/SOGo/") + "", "200"::equals);
        assertThat(pod.sogo.shell("cat /run/sogo-upstream/upstream.conf")).isEqualTo(port);
    }

    private static String masters() throws Exception {
        return pod.sogo.shell("ps -o args= --ppid $(cat /run/control/pid) | grep -c ^sogod || true");
    }

    private static String event(String id) {
        return EVENT.formatted(id);
    }

    private static void user(String name, String commonName) throws Exception {
        String mail = name + "@example.org";
        pod.directory.add(
                "mail=" + mail + ",ou=users," + SlapdContainer.BASE,
                "objectClass: inetOrgPerson",
                "objectClass: mailAccount",
                "cn: " + commonName,
                "sn: " + name,
                "mail: " + mail,
                "userPassword: secret",
                "mailActive: TRUE",
                "mailSendOnly: FALSE",
                "mailQuotaMb: 0",
                "mailSuperUser: FALSE");
    }
}
