// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon.dovecot;

import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Capability;
import io.github.tachydromos.sync.daemon.ControlSocket;
import io.github.tachydromos.sync.daemon.DaemonControl.Answer;
import io.github.tachydromos.sync.render.RenderedTree;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.testcontainers.containers.Container.ExecResult;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.images.builder.ImageFromDockerfile;

/**
 * The real image with the rights and mounts it has in a pod. The folders of the pod are folders of the test, so the
 * sidecar's own classes speak to its sockets.
 */
public final class DovecotContainer extends GenericContainer<DovecotContainer> {
    private static final Path IMAGES = Path.of("").toAbsolutePath().resolveSibling("images");
    private static final String[] CAPABILITIES = {
        "CHOWN", "DAC_OVERRIDE", "FOWNER", "KILL", "NET_BIND_SERVICE", "SETGID", "SETUID", "SYS_CHROOT"
    };

    /** Port of the service → port of the relay that asks it from the container's own loopback. */
    private static final Map<Integer, Integer> RELAYS =
            Map.of(143, 20143, 993, 20993, 4190, 24190, 24, 20024, 8082, 28082);

    public final Path control;
    private final String daemon;
    private final Path state;
    private int generation;

    public DovecotContainer(String daemon, Path folder) throws IOException {
        super(new ImageFromDockerfile("tachydromos/dovecot:it", false)
                .withFileFromPath("control", IMAGES.resolve("control"))
                .withFileFromPath("dovecot", IMAGES.resolve("dovecot"))
                .withFileFromPath("Dockerfile", IMAGES.resolve("dovecot/Dockerfile")));
        this.daemon = daemon;
        this.state = Files.createDirectories(folder.resolve("state"));
        this.control = Files.createDirectories(folder.resolve("control"));
        Files.createDirectories(state.resolve("replica"));
        Files.createDirectories(control.resolve(daemon));
        withEnv("DAEMON", daemon);
        String mail = Files.createDirectories(folder.resolve("mail")).toString();
        String sasl = Files.createDirectories(folder.resolve("sasl")).toString();
        withTmpFs(Map.of("/run", "rw,mode=755", "/tmp", "rw"));
        withExposedPorts(143, 993, 4190, 24, 10143, 10993, 11190, 11993, 12340, 20143, 20993, 24190, 20024, 28082);
        withCreateContainerCmdModifier(command -> command.getHostConfig()
                .withReadonlyRootfs(true)
                // Not by withFileSystemBind: that pulls an image of its own to find out whether it may.
                .withBinds(
                        Bind.parse(state + ":/var/lib/tachydromos:ro"),
                        Bind.parse(mail + ":/var/mail"),
                        Bind.parse(sasl + ":/run/sasl"),
                        Bind.parse(control.resolve(daemon) + ":/run/tachydromos/" + daemon))
                .withCapDrop(Capability.ALL)
                .withCapAdd(Stream.of(CAPABILITIES).map(Capability::valueOf).toArray(Capability[]::new)));
        // The log line may come before the listener, which is a process of its own.
        waitingFor(Wait.forSuccessfulCommand("test -S /run/tachydromos/" + daemon + "/control.sock")
                .withStartupTimeout(Duration.ofMinutes(1)));
    }

    public Path replica() {
        return state.resolve("replica/directory.sqlite");
    }

    public ControlSocket socket() {
        return new ControlSocket(control.resolve(daemon).resolve("control.sock"), Duration.ofSeconds(30));
    }

    /** What the daemon's own tools say of a tree. */
    Answer check(RenderedTree tree) throws IOException {
        return socket().check(write(tree));
    }

    /** Starts the daemon on a tree, or reloads it if it runs. */
    public void serve(RenderedTree tree) throws Exception {
        long next = write(tree);
        passed("check", socket().check(next));
        boolean running = socket().status().running();
        passed("promote", socket().promote(next));
        if (running) {
            passed("reload", socket().reload());
            return;
        }
        openRelays();
    }

    void openRelays() throws Exception {
        shell("for pair in " + String.join(" ", relays())
                + "; do socat TCP-LISTEN:${pair#*:},fork,reuseaddr TCP:127.0.0.1:${pair%:*}"
                + " >/dev/null 2>&1 & done");
    }

    /** The sockets are the sidecar's group's; the test runs under whatever number it likes. */
    public void openSockets() throws Exception {
        shell("chmod 0666 /run/tachydromos/" + daemon + "/*");
    }

    InetSocketAddress outside(int port) {
        return new InetSocketAddress(getHost(), getMappedPort(port));
    }

    /** As if the client were in the pod. */
    InetSocketAddress inside(int port) {
        return outside(RELAYS.get(port));
    }

    Ports ports() {
        return new Ports(inside(143), inside(993), inside(4190), inside(24), inside(8082));
    }

    String shell(String script) throws Exception {
        ExecResult result = execInContainer("bash", "-c", script);
        if (result.getExitCode() != 0) {
            throw new AssertionError(script + ": " + result);
        }
        return result.getStdout();
    }

    private long write(RenderedTree tree) throws IOException {
        generation++;
        Path folder = state.resolve(daemon).resolve("generations").resolve(String.valueOf(generation));
        for (String path : tree.files().keySet()) {
            Path file = folder.resolve(path);
            Files.createDirectories(file.getParent());
            Files.write(file, tree.bytes(path));
        }
        return generation;
    }

    private static String[] relays() {
        return RELAYS.entrySet().stream()
                .map(relay -> relay.getKey() + ":" + relay.getValue())
                .toArray(String[]::new);
    }

    private static void passed(String verb, Answer answer) {
        if (!answer.passed()) {
            throw new AssertionError(verb + ": " + answer);
        }
    }
}
