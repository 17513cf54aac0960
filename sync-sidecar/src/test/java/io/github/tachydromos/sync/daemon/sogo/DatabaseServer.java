// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon.sogo;

import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.Volume;
import io.github.tachydromos.core.tls.TlsBundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;

/** The image of PostgreSQL as the chart runs it. Its volume outlives its end, and it can be started again. */
final class DatabaseServer implements AutoCloseable {
    static final String HOST = "demo-tachydromos-postgresql.mail.svc";

    private final GenericContainer<?> server = new GenericContainer<>("docker.io/tachydromos/postgresql:0.1.0");
    private final Path tls;
    private final Path passwords;

    DatabaseServer(Path folder, Network network, String... aliases) throws IOException {
        tls = Files.createDirectories(folder.resolve("tls"));
        passwords = Files.createDirectories(folder.resolve("passwords"));
        Files.writeString(passwords.resolve("POSTGRESQL_POSTGRES_PASSWORD"), "administrator");
        server.withEnv(Map.of("DATABASE_NAME", "sogo", "DATABASE_USERNAME", "pgsogo", "CARETAKER_PERIOD", "0.2"))
                .withNetwork(network)
                .withNetworkAliases(aliases)
                .withCreateContainerCmdModifier(command -> {
                    command.withVolumes(new Volume("/var/lib/postgresql"));
                    command.getHostConfig()
                            .withReadonlyRootfs(true)
                            .withCapDrop(Capability.ALL)
                            .withTmpFs(Map.of("/run", "uid=907,gid=907", "/tmp", "uid=907,gid=907"))
                            .withBinds(
                                    Bind.parse(tls + ":/etc/postgresql/tls:ro"),
                                    Bind.parse(passwords + ":/etc/postgresql/passwords:ro"));
                })
                .waitingFor(Wait.forSuccessfulCommand("test -e /run/postgresql/prepared"));
    }

    void start() {
        server.start();
    }

    /** As the kubelet does when the Secret has changed. */
    void password(String password) throws IOException {
        Files.writeString(passwords.resolve("POSTGRESQL_PASSWORD"), password);
    }

    /** As the kubelet does when the Secret has changed. */
    void pair(TlsBundle pair) throws IOException {
        Files.writeString(tls.resolve(TlsBundle.CERTIFICATE_ENTRY), pair.certificatesPem());
        Files.writeString(tls.resolve(TlsBundle.KEY_ENTRY), pair.keyPem());
    }

    /** What the administrator sees. */
    String sql(String statement) throws Exception {
        return shell("psql -X -h /run/postgresql -U postgres -d sogo -qAtc \"" + statement + "\"");
    }

    String shell(String script) throws Exception {
        var result = server.execInContainer("bash", "-c", script);
        if (result.getExitCode() != 0) {
            throw new IOException(script + ": " + result);
        }
        return result.getStdout().strip();
    }

    String log() {
        return server.getLogs();
    }

    /** SIGTERM, and SIGKILL only if it has not ended within half a minute; its exit code. */
    long end() {
        server.getDockerClient()
                .stopContainerCmd(server.getContainerId())
                .withTimeout(30)
                .exec();
        return exitCode();
    }

    long exitCode() {
        return server.getDockerClient()
                .inspectContainerCmd(server.getContainerId())
                .exec()
                .getState()
                .getExitCodeLong();
    }

    boolean isRunning() {
        return server.isRunning();
    }

    void kill() {
        server.getDockerClient().killContainerCmd(server.getContainerId()).exec();
    }

    void startAgain() {
        server.getDockerClient().startContainerCmd(server.getContainerId()).exec();
    }

    @Override
    public void close() {
        server.stop();
    }
}
