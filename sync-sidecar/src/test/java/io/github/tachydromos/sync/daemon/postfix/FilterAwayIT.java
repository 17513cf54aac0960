// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon.postfix;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tachydromos.core.tls.TestPairs;
import io.github.tachydromos.sync.daemon.Daemon;
import io.github.tachydromos.sync.daemon.DaemonControl.Answer;
import io.github.tachydromos.sync.daemon.Probe;
import io.github.tachydromos.sync.daemon.SmtpDialogue;
import io.github.tachydromos.sync.daemon.TlsPort;
import io.github.tachydromos.sync.daemon.WantedLeaf;
import io.github.tachydromos.sync.render.RenderedTree;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Postfix that is to ask Rspamd, where there is none. */
class FilterAwayIT {

    @Test
    void takesNoMailAndIsReadyAllTheSame(@TempDir Path state) throws Exception {
        RenderedTree tree = new PostfixDaemon()
                .render(GoldenCase.named("with-filter").inputs(new TestPairs(), UnaryOperator.identity()));
        Path files = state.resolve("postfix"); // the folder around it is for its owner only
        new TestDirectory(files);
        try (PostfixContainer postfix = new PostfixContainer(files)) {
            postfix.start();
            assertThat(postfix.check(tree)).isEqualTo(new Answer(0, ""));
            assertThat(postfix.promote(tree)).isEqualTo(new Answer(0, ""));

            postfix.eventually("a temporary error", () -> sender(postfix), reply -> reply.startsWith("451 4.7.1"));

            var probes = new PostfixProbes(postfix::listener);
            for (Probe probe : probes.of(tree)) {
                probe.run();
            }
            WantedLeaf leaf = WantedLeaf.of(tree, Daemon.MAIL_PAIR);
            for (TlsPort port : probes.tlsPorts()) {
                leaf.expect(port.handshake().leaf());
            }
        }
    }

    private static String sender(PostfixContainer postfix) throws Exception {
        try (SmtpDialogue smtp = new SmtpDialogue(postfix.listener(25))) {
            smtp.expect("220");
            smtp.say("EHLO stranger.example", "250");
            return smtp.say("MAIL FROM:<>", "");
        }
    }
}
