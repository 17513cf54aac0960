// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon.sogo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.tachydromos.core.Eventually;
import io.github.tachydromos.core.config.SuiteFixture;
import io.github.tachydromos.core.config.SuiteReader;
import io.github.tachydromos.core.config.SuiteReading;
import io.github.tachydromos.core.tls.TestPairs;
import io.github.tachydromos.core.tls.TlsBundle;
import io.github.tachydromos.sync.daemon.DaemonContainer;
import io.github.tachydromos.sync.daemon.DaemonControl.Answer;
import io.github.tachydromos.sync.daemon.Inputs;
import io.github.tachydromos.sync.render.RenderedTree;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.testcontainers.containers.Network;

/** The real sogod and the real PostgreSQL: what is seen of a database that cannot be used, and that SOGo comes back with it. */
class DatabaseIT {
    private static final TestPairs AUTHORITY = new TestPairs();
    private static final TestPairs OTHER_AUTHORITY = new TestPairs();

    /** As an operator may choose it, with a newline at its end as a Secret made from a file has it. */
    private static final String PASSWORD = "p/w:@ %41'\\\\\"ü$1 `x` #;";

    private static final String URL = "\"postgresql://pgsogo@" + DatabaseServer.HOST + ":5432/sogo/";
    private static final String SOGO_CONF = "{ OCSFolderInfoURL = " + URL + "sogo_folder_info\"; SOGoProfileURL = "
            + URL + "sogo_user_profile\"; OCSSessionsFolderURL = " + URL
            + "sogo_sessions_folder\"; WOWorkersCount = 1; }\n";

    private static Network network;
    private static DatabaseServer database;
    private static DaemonContainer sogo;

    /** SOGo is there first, as it may be in a cluster. */
    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        network = Network.newNetwork();
        sogo = new DaemonContainer("sogo", folder).withNetwork(network);
        sogo.start();
        sogo.promote(tree("database: {host: wrong.invalid}", PASSWORD));
        Eventually.shows("waits", DatabaseIT::sogoLog, log -> log.contains("waiting for database"));
        assertThat(sogoLog())
                .contains("\"sogo\" at wrong.invalid:5432: has a host of no address; correct database.host");
        assertThat(sogo.shell("pgrep -c sogod || true")).isEqualTo("0");
        correctTheHostMeanwhile();

        database = new DatabaseServer(folder.resolve("database"), network, DatabaseServer.HOST, "db.elsewhere");
        database.password(PASSWORD + "\n");
        database.pair(AUTHORITY.leaf(DatabaseServer.HOST));
        database.start();
        awaitSogo();
    }

    private static void correctTheHostMeanwhile() throws Exception {
        assertThat(sogo.check(tree("", PASSWORD))).isEqualTo(new Answer(0, ""));
        sogo.promote(tree("", PASSWORD));
        assertThat(sogo.control().reload()).isEqualTo(new Answer(0, ""));
        assertThat(sogo.control().status().running()).isTrue();
        Eventually.shows(
                "waits for the other",
                DatabaseIT::sogoLog,
                log -> log.contains("database \"sogo\" at " + DatabaseServer.HOST));
    }

    @AfterAll
    static void stop() {
        sogo.stop();
        database.close();
        network.close();
    }

    @Test
    void isUsedByTheRealSogodOverVerifiedTls() throws Exception {
        assertThat(sogo.control().look()).isEqualTo(new Answer(0, ""));
        assertThat(database.sql("SELECT count(*) > 0 FROM pg_tables WHERE tableowner = 'pgsogo'"))
                .isEqualTo("t");
        assertThat(sogoLog()).doesNotContain(PASSWORD.substring(0, 8));
        assertThat(database.log()).doesNotContain(PASSWORD.substring(0, 8));
    }

    /** Each on a tree that is to take the place of one that works. */
    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "port: 5433 | does not answer (Connection refused",
                "host: nowhere.invalid | has a host of no address; correct database.host",
                "database: other | is not there; make it: CREATE DATABASE",
                "username: stranger | refuses the password of user \"stranger\"; store the one that it has in the"
                        + " Secret",
                "host: db.elsewhere | shows a certificate for another name; set database.host to one that it has",
                "'tls: {caSecret: \"\"}' | shows a certificate of another authority; name its own in"
                        + " database.tls.caSecret",
                "tls: {caSecret: other-ca} | shows a certificate of another authority; name its own in"
                        + " database.tls.caSecret",
                "tls: {mode: disable} | lets nobody in this way (no pg_hba.conf entry for host"
            })
    void isNotLeftForOneThatCannotBeUsed(String change, String message) throws Exception {
        Answer answer = sogo.check(tree("database: {" + change + "}", PASSWORD));

        assertThat(answer.exitCode()).isEqualTo(1);
        assertThat(answer.output()).startsWith("database \"").contains(message);
        assertThat(answer.output().lines()).hasSize(1);
    }

    @Test
    void isNotLeftForAPasswordThatIsNotInForceYet() throws Exception {
        assertThat(sogo.check(tree("", "next")).output())
                .isEqualTo("database \"sogo\" at " + DatabaseServer.HOST
                        + ":5432: refuses the password of user \"pgsogo\"; store the one that it has in the Secret");

        database.password("next");

        Eventually.shows("the next one", () -> sogo.check(tree("", "next")).output(), String::isEmpty);
        database.password(PASSWORD);
        Eventually.shows("the old one", DatabaseIT::look, String::isEmpty);
    }

    @Test
    void isSeenToTakeNoChanges() throws Exception {
        database.sql("ALTER ROLE pgsogo SET default_transaction_read_only = on");
        assertThat(look()).endsWith(": is read-only; let it take changes again (default_transaction_read_only)");
        database.sql("ALTER ROLE pgsogo RESET default_transaction_read_only");

        database.shell("touch /var/lib/postgresql/data/standby.signal");
        database.end();
        database.startAgain();
        Eventually.shows(
                "standby",
                DatabaseIT::look,
                seen -> seen.endsWith(
                        ": is a standby, which takes no changes; name the primary server in database.host"));
        database.shell("rm /var/lib/postgresql/data/standby.signal");
        database.end();
        database.startAgain();
        awaitLook();
    }

    @Test
    void isSeenToLetItsUserMakeNoTables() throws Exception {
        database.sql("ALTER DATABASE sogo OWNER TO postgres; GRANT CONNECT ON DATABASE sogo TO pgsogo");
        assertThat(look())
                .endsWith(": lets user \"pgsogo\" make no tables; make him the owner: ALTER DATABASE sogo OWNER TO"
                        + " pgsogo");
        database.sql("ALTER DATABASE sogo OWNER TO pgsogo");
        assertThat(look()).isEmpty();
    }

    @Test
    void isSeenToHaveNoSessionLeft() throws Exception {
        database.sql("ALTER ROLE pgsogo CONNECTION LIMIT 0");
        assertThat(look())
                .endsWith(": has no session left (too many connections for role \"pgsogo\"); raise its max_connections,"
                        + " or lower sogo.workerCount");
        database.sql("ALTER ROLE pgsogo CONNECTION LIMIT -1");
        assertThat(look()).isEmpty();
    }

    @Test
    void closesTheDoorWhileItIsAwayAndKeepsItsDataThroughACrash() throws Exception {
        database.sql("CREATE TABLE IF NOT EXISTS kept (i int); INSERT INTO kept VALUES (7)");
        database.kill();
        assertThat(look()).isNotEmpty();
        assertThat(sogo.shell("ls /run/sogo-upstream")).doesNotContain("unavailable");
        assertThat(look()).isNotEmpty();
        assertThat(sogo.shell("ls /run/sogo-upstream")).contains("unavailable");

        database.startAgain();
        awaitLook();
        assertThat(sogo.shell("ls /run/sogo-upstream")).doesNotContain("unavailable");
        awaitSogo();
        assertThat(database.sql("SELECT i FROM kept")).isEqualTo("7");
    }

    @Test
    void servesARenewedCertificateAndEndsSoonWhenItIsTold() throws Exception {
        TlsBundle renewed = AUTHORITY.leaf(DatabaseServer.HOST);
        database.pair(renewed);
        String serial = renewed.leaf().getSerialNumber().toString(16);
        Eventually.shows(
                "the renewed leaf",
                () -> database.shell(
                        "openssl s_client -connect localhost:5432 -starttls postgres < /dev/null 2> /dev/null"
                                + " | openssl x509 -noout -serial"),
                seen -> seen.toLowerCase(Locale.ROOT).endsWith(serial));
        assertThat(look()).isEmpty();

        assertThat(database.end()).isZero();
        database.startAgain();
        awaitLook();
    }

    @Test
    void refusesTheVolumeOfAnotherVersion(@TempDir Path folder) throws Exception {
        try (DatabaseServer other = new DatabaseServer(folder, network, "other")) {
            other.password(PASSWORD);
            other.pair(AUTHORITY.leaf("other"));
            other.start();
            other.shell("echo 15 > /var/lib/postgresql/data/PG_VERSION");
            other.end();
            other.startAgain();

            Eventually.soon("it has ended", () -> !other.isRunning());
            assertThat(other.exitCode()).isEqualTo(64);
            assertThat(other.log())
                    .contains(
                            "is of PostgreSQL 15 and this image has 17, which cannot read it; run the image of before");
        }
    }

    private static String look() throws IOException {
        return sogo.control().look().output();
    }

    private static void awaitLook() {
        Eventually.shows("usable", DatabaseIT::look, String::isEmpty);
        assertThatCode(() -> Database.companion().look().take(sogo.control())).doesNotThrowAnyException();
    }

    private static void awaitSogo() {
        Eventually.shows(
                "sogod answers",
                () -> sogo.shell("curl -s -o /dev/null -w '%{http_code}' http://127.0.0.1:$(grep -oE '2000[01]'"
                        + " /run/sogo-upstream/upstream.conf)/SOGo/"),
                status -> !status.equals("000"));
    }

    private static String sogoLog() {
        return sogo.getLogs();
    }

    private static RenderedTree tree(String changes, String password) throws IOException {
        var reading = (SuiteReading.Read) SuiteReader.read(SuiteFixture.changedBy(changes.isEmpty() ? "{}" : changes));
        Inputs inputs = new Inputs(
                reading.suite(),
                Map.of(
                        "demo-tachydromos-postgresql-user", Map.of("POSTGRESQL_PASSWORD", password + "\n"),
                        "demo-tachydromos-internal-ca", Map.of("ca.crt", AUTHORITY.pem()),
                        "other-ca", Map.of("ca.crt", OTHER_AUTHORITY.pem())),
                Path.of("/none"));
        SortedMap<String, String> files = Database.files(inputs);
        files.put("private/sogo.conf", SOGO_CONF);
        return new RenderedTree(files);
    }
}
