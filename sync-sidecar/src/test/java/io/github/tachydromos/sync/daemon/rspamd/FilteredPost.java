// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon.rspamd;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tachydromos.core.tls.TestPairs;
import io.github.tachydromos.sync.daemon.DaemonControl.Answer;
import io.github.tachydromos.sync.daemon.postfix.GoldenCase;
import io.github.tachydromos.sync.daemon.postfix.PostfixContainer;
import io.github.tachydromos.sync.daemon.postfix.PostfixDaemon;
import io.github.tachydromos.sync.daemon.postfix.TestDirectory;
import io.github.tachydromos.sync.render.RenderedTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.testcontainers.containers.Network;

/** A Postfix whose mail the real Rspamd scans, each with the memory that the chart gives it, on a network of their own. */
final class FilteredPost implements AutoCloseable {
    /** No name server answers here: nobody is to wait for one. */
    static final String NO_NAMES = "dns { nameserver = [127.0.0.1]; timeout = 50ms; retransmits = 1; }";

    /** Nor is anybody to be told to come back because of it. */
    static final String ALONE = "greylist.conf: \"enabled = false;\", options.inc: \"" + NO_NAMES + "\"";

    private static final long RSPAMD_MEMORY = 2048L << 20;

    final Network network;
    final RspamdPod pod;
    final PostfixContainer postfix;
    final TestPairs authority = new TestPairs();

    /** What Rspamd's pod knows of it; Postfix has a copy of its own. */
    final TestDirectory directory;

    FilteredPost(Path folder) throws IOException, SQLException {
        this(folder, Network.newNetwork());
    }

    private FilteredPost(Path folder, Network network) throws IOException, SQLException {
        this(folder, network, new RspamdPod(folder.resolve("rspamd"), network));
    }

    /** With a pod that was made on this network. */
    FilteredPost(Path folder, Network network, RspamdPod pod) throws IOException, SQLException {
        this.network = network;
        this.pod = pod;
        directory = new TestDirectory(pod.rspamd.state());
        pod.rspamd.withCreateContainerCmdModifier(
                command -> command.getHostConfig().withMemory(RSPAMD_MEMORY).withMemorySwap(RSPAMD_MEMORY));
        Path state = folder.resolve("postfix");
        new TestDirectory(state);
        postfix = new PostfixContainer(state).withNetwork(network).withNetworkAliases(MailPath.POSTFIX);
        // no mailbox is asked for its quota
        postfix.withExtraHost("demo-tachydromos-dovecot-internal.mail.svc", "127.0.0.1");
    }

    void start(RenderedTree filter) throws Exception {
        start(filter, UnaryOperator.identity());
    }

    /** With what a test changes of Postfix's tree. */
    void start(RenderedTree filter, UnaryOperator<RenderedTree> change) throws Exception {
        pod.start(filter);
        postfix.start();
        RenderedTree tree =
                new PostfixDaemon().render(GoldenCase.named("with-filter").inputs(authority, UnaryOperator.identity()));
        assertThat(postfix.promote(change.apply(tree))).isEqualTo(new Answer(0, ""));
    }

    /** What a stranger is told who sends exactly these bytes to a user. */
    String deliver(byte[] mail) throws IOException {
        try (var sender = new RawSender(postfix.listener(25), Duration.ofSeconds(120))) {
            return sender.send(mail);
        }
    }

    String deliver(String mail) throws IOException {
        return deliver(mail.getBytes(StandardCharsets.UTF_8));
    }

    void eventuallyTakesMail() throws Exception {
        postfix.eventually("mail taken", () -> deliver(TestMail.plain("ready")), reply -> reply.startsWith("250"));
    }

    @Override
    public void close() {
        postfix.stop();
        pod.close();
        network.close();
    }
}
