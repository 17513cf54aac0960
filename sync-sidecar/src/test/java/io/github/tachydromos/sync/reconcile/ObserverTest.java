// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tachydromos.core.tls.CertificateFacts;
import io.github.tachydromos.core.tls.TestPairs;
import io.github.tachydromos.core.tls.TlsBundle;
import io.github.tachydromos.sync.daemon.TlsPort;
import io.github.tachydromos.sync.render.RenderedTree;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class ObserverTest {
    private static final TestPairs AUTHORITY = new TestPairs();
    private static final TlsBundle OLD = AUTHORITY.leaf("mail.example.org");
    private static final TlsBundle RENEWED = AUTHORITY.leaf("mail.example.org");
    private static final RenderedTree TREE = FakeDaemon.tree("a", RENEWED);

    private final Deque<X509Certificate> served = new ArrayDeque<>();
    private final FakeDaemon daemon = new FakeDaemon();
    private final Observer observer =
            new Observer(daemon, new Companions(List.of(), new FakeControl()), () -> Instant.EPOCH);

    /** Each connection is served the next leaf, and the last one from then on. */
    private void serves(TlsBundle... pairs) {
        served.clear();
        for (TlsBundle pair : pairs) {
            served.add(pair.leaf());
        }
        daemon.ports = List.of(new TlsPort(993, () -> served.size() > 1 ? served.remove() : served.getFirst()));
    }

    @Test
    void seesThatAPortServesTheWantedLeaf() {
        serves(RENEWED);

        assertThat(observer.missing(TREE)).isEmpty();
        assertThat(observer.certificates().get(993))
                .isEqualTo(new PortCertificate(
                        CertificateFacts.fingerprint(RENEWED.leaf()),
                        CertificateFacts.fingerprint(RENEWED.leaf()),
                        RENEWED.leaf().getNotAfter().toInstant()));
    }

    @Test
    void isNotContentWhileOneProcessServesTheOldLeaf() {
        serves(RENEWED, OLD, RENEWED);

        assertThat(observer.missing(TREE)).get().asString().startsWith("certificate on port 993: serves");
        assertThat(observer.certificates().get(993).matches()).isFalse();
        assertThat(observer.missing(TREE)).isEmpty();
    }

    @Test
    void callsADaemonWithAnotherLeafAWorkingOne() {
        serves(OLD);

        assertThat(observer.faults(TREE)).isEmpty();
        assertThat(observer.certificates().get(993).matches()).isFalse();
    }

    @Test
    void callsADaemonWithoutTlsABrokenOne() {
        daemon.ports = List.of(new TlsPort(993, () -> {
            throw new IOException("handshake failure");
        }));

        assertThat(observer.faults(TREE)).containsEntry("certificate on port 993", "handshake failure");
        assertThat(observer.certificates().get(993).served()).isEmpty();
    }
}
