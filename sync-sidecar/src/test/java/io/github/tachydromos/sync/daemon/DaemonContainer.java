// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon;

import com.github.dockerjava.api.command.WaitContainerResultCallback;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.Volume;
import io.github.tachydromos.core.Eventually;
import io.github.tachydromos.sync.render.RenderedTree;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;

/** A daemon's real image as in a pod: what it writes outlives its end, and it can be started again. */
public final class DaemonContainer extends GenericContainer<DaemonContainer> {
    private static final Duration GRACE = Duration.ofSeconds(20);
    private static final String[] CAPABILITIES = {
        "CHOWN", "DAC_OVERRIDE", "FOWNER", "KILL", "NET_BIND_SERVICE", "SETGID", "SETUID", "SYS_CHROOT"
    };

    private final String daemon;
    private final Path state;
    private final Path mail;
    private final ControlSocket control;
    private boolean hasTree;

    /** How a container ended: its exit code, and how long after the signal. */
    record Ending(int code, Duration took) {}

    /** A verb of the control socket. */
    interface Verb {
        void say(DaemonControl control) throws IOException;
    }

    public DaemonContainer(String daemon, Path folder, Bind... more) throws IOException {
        super("docker.io/tachydromos/" + daemon + ":0.1.0");
        this.daemon = daemon;
        this.state = Files.createDirectories(folder.resolve("state"));
        this.mail = Files.createDirectories(folder.resolve("mail"));
        Path logins = Files.createDirectories(folder.resolve("sasl"));
        Path sockets = Files.createDirectories(folder.resolve("control").resolve(daemon));
        this.control = new ControlSocket(sockets.resolve("control.sock"), Duration.ofSeconds(30));
        withCreateContainerCmdModifier(command -> {
            command.withVolumes(Stream.of("/run", "/tmp", "/var/spool/postfix", "/var/spool/sogo", "/var/lib/rspamd")
                    .map(Volume::new)
                    .toList());
            command.getHostConfig()
                    .withReadonlyRootfs(true)
                    .withBinds(Stream.concat(
                                    Stream.of(
                                            Bind.parse(state + ":/var/lib/tachydromos:ro"),
                                            Bind.parse(mail + ":/var/mail"),
                                            Bind.parse(logins + ":/run/sasl"),
                                            Bind.parse(sockets + ":/run/tachydromos/" + daemon)),
                                    Stream.of(more))
                            .toArray(Bind[]::new))
                    .withCapDrop(Capability.ALL)
                    .withCapAdd(Stream.of(CAPABILITIES).map(Capability::valueOf).toArray(Capability[]::new));
        });
        waitingFor(Wait.forSuccessfulCommand("test -S /run/tachydromos/" + daemon + "/control.sock"));
    }

    String daemon() {
        return daemon;
    }

    public DaemonControl control() {
        return control;
    }

    /** Where the host reaches a port now: another one after each start. */
    public InetSocketAddress listener(int port) {
        var bindings = getCurrentContainerInfo().getNetworkSettings().getPorts().getBindings();
        return new InetSocketAddress(
                getHost(), Integer.parseInt(bindings.get(ExposedPort.tcp(port))[0].getHostPortSpec()));
    }

    public Path replica() {
        return state.resolve("replica/directory.sqlite");
    }

    public Path mail() {
        return mail;
    }

    public Path state() {
        return state;
    }

    /** Has a tree judged, which the running one does not notice. */
    public DaemonControl.Answer check(RenderedTree tree) throws IOException {
        stage(tree, 2);
        return control.check(2);
    }

    /** Makes the tree its configuration, under the same number each time. */
    public void promote(RenderedTree tree) throws Exception {
        stage(tree, 1);
        Eventually.shows("promoted", () -> control.promote(1).exitCode() + "", "0"::equals);
        hasTree = true;
    }

    private void stage(RenderedTree tree, int generation) throws IOException {
        Path folder = state.resolve(daemon).resolve("generations").resolve(generation + "");
        deleteRecursively(folder);
        for (String path : tree.files().keySet()) {
            Path file = folder.resolve(path);
            Files.createDirectories(file.getParent());
            Files.write(file, tree.bytes(path));
        }
    }

    private static void deleteRecursively(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> paths = Files.walk(folder)) {
                for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    public void awaitRunning() throws Exception {
        Eventually.shows("running", () -> control.status().running() + "", "true"::equals);
    }

    /** Says a verb and does not wait for the answer, which may never come. */
    void ask(Verb verb) {
        Thread.ofVirtual().start(() -> {
            try {
                verb.say(control);
            } catch (IOException _) {
                // The container ended meanwhile: that is what the test is about.
            }
        });
    }

    /** Without orders the entry point starts no daemon under the tree with which the last one died. */
    void loseTheTree() throws Exception {
        if (hasTree) {
            startAgain();
            awaitRunning();
            // Its exit code says nothing: the shell may die with the container that it ends.
            execInContainer("bash", "-c", "kill -KILL $(cat /run/control/pid)");
            awaitEnd();
            hasTree = false;
        }
    }

    /** Freezes all its processes: connections to it hang. */
    public void pause() {
        getDockerClient().pauseContainerCmd(getContainerId()).exec();
    }

    public void resume() {
        getDockerClient().unpauseContainerCmd(getContainerId()).exec();
    }

    /** As the kernel does when memory is short. */
    public void kill() {
        getDockerClient().killContainerCmd(getContainerId()).exec();
    }

    public void startAgain() {
        getDockerClient().startContainerCmd(getContainerId()).exec();
    }

    /** Sends SIGTERM and waits for the end. */
    Ending end() {
        long begin = System.nanoTime();
        getDockerClient()
                .killContainerCmd(getContainerId())
                .withSignal("SIGTERM")
                .exec();
        int code = awaitEnd();
        return new Ending(code, Duration.ofNanos(System.nanoTime() - begin));
    }

    private int awaitEnd() {
        return getDockerClient()
                .waitContainerCmd(getContainerId())
                .exec(new WaitContainerResultCallback())
                .awaitStatusCode(GRACE.toMillis(), TimeUnit.MILLISECONDS);
    }

    public String shell(String script) throws Exception {
        var result = execInContainer("bash", "-c", script);
        if (result.getExitCode() != 0) {
            throw new IOException(script + ": " + result);
        }
        return result.getStdout().strip();
    }
}
