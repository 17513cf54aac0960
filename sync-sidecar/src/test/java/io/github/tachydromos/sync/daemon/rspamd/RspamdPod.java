// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon.rspamd;

import com.github.dockerjava.api.model.Bind;
import io.github.tachydromos.sync.daemon.DaemonContainer;
import io.github.tachydromos.sync.render.RenderedTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.testcontainers.containers.BindMode;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;

/** Rspamd and Valkey as the chart runs them, under the name that Postfix knows. */
public final class RspamdPod implements AutoCloseable {
    static final String HOST = "demo-tachydromos-rspamd.mail.svc";

    public final DaemonContainer rspamd;
    private final GenericContainer<?> valkey;
    private final Path socket;

    public RspamdPod(Path folder, Network network) throws IOException {
        Path sockets = Files.createDirectories(folder.resolve("valkey"));
        Files.setPosixFilePermissions(sockets, PosixFilePermissions.fromString("rwxrwxrwx"));
        socket = sockets.resolve("valkey.sock");
        rspamd = new DaemonContainer("rspamd", folder, Bind.parse(sockets + ":/run/valkey"))
                .withNetwork(network)
                .withNetworkAliases(HOST);
        rspamd.addExposedPorts(11332, 11334);
        valkey = new GenericContainer<>("docker.io/tachydromos/valkey:0.1.0")
                .withCommand("--port 0 --unixsocket /run/valkey/valkey.sock --unixsocketperm 777 --dir /var/lib/valkey")
                .withFileSystemBind(sockets.toString(), "/run/valkey", BindMode.READ_WRITE);
    }

    /** Asks this name server and no other, as if it were the cluster's. */
    RspamdPod(Path folder, Network network, NameServer names) throws IOException {
        this(folder, network);
        rspamd.withCreateContainerCmdModifier(command -> command.getHostConfig().withDns(List.of(names.address())));
    }

    public void start(RenderedTree tree) throws Exception {
        valkey.start();
        rspamd.start();
        rspamd.promote(tree);
        rspamd.awaitRunning();
    }

    /** As if it had never learnt. */
    public void forget() throws IOException, InterruptedException {
        valkey.execInContainer("valkey-cli", "-s", "/run/valkey/valkey.sock", "flushall");
    }

    Valkey valkey() {
        return new Valkey(socket);
    }

    void pauseValkey() {
        valkey.getDockerClient().pauseContainerCmd(valkey.getContainerId()).exec();
    }

    void resumeValkey() {
        valkey.getDockerClient().unpauseContainerCmd(valkey.getContainerId()).exec();
    }

    void killValkey() {
        valkey.getDockerClient().killContainerCmd(valkey.getContainerId()).exec();
    }

    void startValkeyAgain() {
        valkey.getDockerClient().startContainerCmd(valkey.getContainerId()).exec();
    }

    @Override
    public void close() {
        rspamd.stop();
        valkey.stop();
    }
}
