// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon.postfix;

import io.github.tachydromos.core.Eventually;
import io.github.tachydromos.sync.daemon.DaemonControl.Answer;
import io.github.tachydromos.sync.render.RenderedTree;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Predicate;
import org.testcontainers.containers.BindMode;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;

/** The real image as the chart runs it: nothing but what it needs, and state from outside. */
public final class PostfixContainer extends GenericContainer<PostfixContainer> {
    private static final int[] PORTS = {25, 465, 587, 10025, 10587};

    private final Path state;
    private long generations;

    public PostfixContainer(Path state) {
        super("docker.io/tachydromos/postfix:0.1.0");
        this.state = state;
        withFileSystemBind(state.toString(), "/var/lib/tachydromos", BindMode.READ_ONLY);
        withTmpFs(Map.of("/run", "", "/tmp", "", "/run/tachydromos/postfix", "", "/var/spool/postfix", ""));
        withCreateContainerCmdModifier(command -> {
            var host = command.getHostConfig();
            if (host != null) {
                host.withReadonlyRootfs(true);
            }
        });
        addExposedPorts(PORTS);
        waitingFor(Wait.forSuccessfulCommand("test -S /run/tachydromos/postfix/control.sock"));
    }

    /** With the folder in which the authentication instance has its socket. */
    public PostfixContainer withLogins(Path folder) {
        return withFileSystemBind(folder.toString(), "/run/sasl", BindMode.READ_WRITE);
    }

    /** Where the host reaches a listener. */
    public InetSocketAddress listener(int port) {
        return new InetSocketAddress(getHost(), getMappedPort(port));
    }

    /** Has a tree judged. */
    public Answer check(RenderedTree tree) throws IOException, InterruptedException {
        return control("check " + stage(tree));
    }

    /** Makes a tree the configuration. */
    public Answer promote(RenderedTree tree) throws IOException, InterruptedException {
        return control("promote " + stage(tree));
    }

    /** Puts a generation where the sidecar would. */
    private long stage(RenderedTree tree) throws IOException {
        long generation = ++generations;
        Path folder = state.resolve("postfix/generations/" + generation);
        for (String path : tree.files().keySet()) {
            Path file = folder.resolve(path);
            Files.createDirectories(file.getParent());
            Files.write(file, tree.bytes(path));
        }
        return generation;
    }

    /** Says a verb to the control socket, from within: the socket is not everybody's. */
    public Answer control(String verb) throws IOException, InterruptedException {
        String output = execInContainer(
                        "sh",
                        "-c",
                        "echo \"$1\" | socat -t 60 STDIO UNIX-CONNECT:/run/tachydromos/postfix/control.sock",
                        "control",
                        verb)
                .getStdout();
        int exit = output.lastIndexOf("exit ");
        return new Answer(Integer.parseInt(output.substring(exit + 5).strip()), output.substring(0, exit));
    }

    /** Waits as {@link Eventually} does, and shows the log if it was for nothing. */
    public void eventually(String what, Eventually.Look look, Predicate<String> condition) throws Exception {
        try {
            Eventually.shows(what, look, condition);
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + "; log: " + getLogs(), e);
        }
    }
}
