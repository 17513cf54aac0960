// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon.sogo;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.model.Bind;
import io.github.tachydromos.core.Eventually;
import io.github.tachydromos.core.config.SuiteFixture;
import io.github.tachydromos.core.rule.Judgement;
import io.github.tachydromos.core.rule.SuiteJudge;
import io.github.tachydromos.core.tls.TestPairs;
import io.github.tachydromos.sync.daemon.DaemonContainer;
import io.github.tachydromos.sync.daemon.DaemonControl.Answer;
import io.github.tachydromos.sync.daemon.Inputs;
import io.github.tachydromos.sync.daemon.dovecot.SlapdContainer;
import io.github.tachydromos.sync.render.RenderedTree;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;

/** SOGo, memcached and nginx in one pod, beside the real directory and the real database. The mail servers are away. */
final class SogoPod implements AutoCloseable {
    static final String DATABASE_PASSWORD = "p@ss:w/o?r#d%41 \"x'\\ é";
    private static final TestPairs AUTHORITY = new TestPairs();
    private static final int FRONT = 8080;

    /** The front door's own pages and hosts are its own tests' matter. */
    private static final String NGINX = """
        user nginx; worker_processes 1; daemon off; pid /run/nginx/nginx.pid; error_log stderr warn;
        events { worker_connections 512; }
        http {
            access_log off; keepalive_timeout 0;
            client_body_temp_path /tmp/b; proxy_temp_path /tmp/p; fastcgi_temp_path /tmp/f; uwsgi_temp_path /tmp/u; scgi_temp_path /tmp/s;
            upstream sogo { include /run/nginx/upstream.conf; }
            server { include /run/nginx/listen.conf; location / { proxy_set_header Host $http_host; proxy_pass http://sogo; } }
        }
        """;

    final Network network = Network.newNetwork();
    final SlapdContainer directory;
    final DatabaseServer database;
    final DaemonContainer sogo;
    private final DaemonContainer nginx;
    /** The network is its own, so that the others may be killed. */
    private final GenericContainer<?> memcached = new GenericContainer<>("docker.io/tachydromos/memcached:0.1.0");

    SogoPod(Path folder) throws Exception {
        directory = new SlapdContainer(network, folder, AUTHORITY);
        database = new DatabaseServer(folder.resolve("database"), network, DatabaseServer.HOST);
        database.password(DATABASE_PASSWORD);
        database.pair(AUTHORITY.leaf(DatabaseServer.HOST));
        Path upstream = Files.createDirectories(folder.resolve("upstream"));
        Path front = Files.createDirectories(folder.resolve("control/nginx"));
        memcached
                .withNetwork(network)
                .withExposedPorts(FRONT)
                .withCommand("--listen=127.0.0.1")
                .waitingFor(Wait.forSuccessfulCommand("true"));
        sogo = new DaemonContainer(
                        "sogo",
                        folder,
                        Bind.parse(upstream + ":/run/sogo-upstream"),
                        Bind.parse(front + ":/run/tachydromos/nginx"))
                .withEnv("LATE", "4");
        nginx = new DaemonContainer("nginx", folder, Bind.parse(upstream + ":/run/sogo-upstream:ro"));
    }

    void start(RenderedTree tree) throws Exception {
        directory.start();
        directory.seed();
        database.start();
        memcached.start();
        sogo.withNetworkMode("container:" + memcached.getContainerId());
        sogo.start();
        nginx.withNetworkMode("container:" + memcached.getContainerId());
        nginx.start();
        nginx.promote(new RenderedTree(new TreeMap<>(Map.of("nginx.conf", NGINX))));
        nginx.awaitRunning();
        assertThat(sogo.check(tree)).isEqualTo(new Answer(0, ""));
        sogo.promote(tree);
        Eventually.shows("the login page", () -> web().status("/SOGo/") + "", "200"::equals);
    }

    Browser web() {
        return new Browser(new InetSocketAddress(memcached.getHost(), memcached.getMappedPort(FRONT)));
    }

    /** What the sidecar has memcached do after a change in the directory. */
    void forget() throws Exception {
        memcached.execInContainer("bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/11211; echo flush_all >&3; head -n 1 <&3");
    }

    void change(RenderedTree tree) throws Exception {
        sogo.promote(tree);
        assertThat(sogo.control().reload()).isEqualTo(new Answer(0, ""));
    }

    /** With the fields of this YAML in the place of the sample's own. */
    static RenderedTree tree(String yaml) throws IOException {
        return switch (SuiteJudge.judge(SuiteFixture.changedBy(yaml))) {
            case Judgement.Accepted accepted ->
                new SogoDaemon()
                        .render(new Inputs(
                                accepted.suite(),
                                Map.of(
                                        "demo-tachydromos-openldap-reader",
                                        Map.of("LDAP_BINDDN_PASSWORD", SlapdContainer.READER_PASSWORD),
                                        "demo-tachydromos-postgresql-user",
                                        Map.of("POSTGRESQL_PASSWORD", DATABASE_PASSWORD),
                                        "demo-tachydromos-internal-ca",
                                        Map.of("ca.crt", AUTHORITY.pem())),
                                Path.of("/none")));
            case Judgement other -> throw new AssertionError(other);
        };
    }

    @Override
    public void close() {
        nginx.stop();
        sogo.stop();
        memcached.stop();
        database.close();
        directory.stop();
        network.close();
    }
}
