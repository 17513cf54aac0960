// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon.rspamd;

import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.Volume;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.testcontainers.containers.BindMode;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;

/** ClamAV as the chart runs it, under the name that Rspamd knows, with signatures from a server of the test. */
final class Scanner implements AutoCloseable {
    static final String HOST = "demo-tachydromos-clamav.mail.svc";
    private static final String IMAGE = "docker.io/tachydromos/clamav:0.1.0";

    /** Much less than the chart gives it: the official signatures are not here. */
    private static final long MEMORY = 256L << 20;

    private final Path mirror;
    private final GenericContainer<?> server;
    private final GenericContainer<?> clamd;
    private final GenericContainer<?> freshclam;

    Scanner(Path folder, Network network, int maxMailMb) throws IOException {
        mirror = Files.createDirectories(folder.resolve("mirror"));
        Path signatures = Files.createDirectories(folder.resolve("signatures"));
        Files.setPosixFilePermissions(signatures, PosixFilePermissions.fromString("rwxrwxrwx"));
        server = new GenericContainer<>("docker.io/tachydromos/stranger:0.1.0")
                .withCreateContainerCmdModifier(command -> command.withEntrypoint("python3"))
                .withCommand("-m", "http.server", "-d", "/mirror", "8000")
                .withNetwork(network)
                .withNetworkAliases("mirror.example")
                .withFileSystemBind(mirror.toString(), "/mirror", BindMode.READ_ONLY);
        clamd = program("clamd", Bind.parse(signatures + ":/var/lib/clamav:ro"))
                .withEnv("MAX_MAIL_MB", maxMailMb + "")
                .withNetwork(network)
                .withNetworkAliases(HOST);
        freshclam = program("freshclam", Bind.parse(signatures + ":/var/lib/clamav"))
                .withEnv("URLS", "http://mirror.example:8000/ours.hdb");
    }

    private static GenericContainer<?> program(String name, Bind signatures) {
        return new GenericContainer<>(IMAGE).withCommand(name).withCreateContainerCmdModifier(command -> {
            command.withVolumes(new Volume("/tmp"));
            command.getHostConfig()
                    .withReadonlyRootfs(true)
                    .withBinds(signatures)
                    .withCapDrop(Capability.ALL)
                    .withMemory(MEMORY)
                    .withMemorySwap(MEMORY);
        });
    }

    /** clamd alone, which has no signatures yet. */
    void start() {
        server.start();
        clamd.start();
    }

    /** Puts signatures where freshclam finds them, and has it look. */
    void publish(String signatures) throws IOException {
        Files.writeString(mirror.resolve("ours.hdb"), signatures);
        freshclam.stop();
        freshclam.withNetworkMode("container:" + clamd.getContainerId());
        freshclam.start();
    }

    void kill() {
        clamd.getDockerClient().killContainerCmd(clamd.getContainerId()).exec();
    }

    void startAgain() {
        clamd.getDockerClient().startContainerCmd(clamd.getContainerId()).exec();
    }

    void pause() {
        clamd.getDockerClient().pauseContainerCmd(clamd.getContainerId()).exec();
    }

    void resume() {
        clamd.getDockerClient().unpauseContainerCmd(clamd.getContainerId()).exec();
    }

    boolean runs() {
        return clamd.isRunning();
    }

    String logs() {
        return clamd.getLogs() + freshclam.getLogs();
    }

    @Override
    public void close() {
        freshclam.stop();
        clamd.stop();
        server.stop();
    }
}
