// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.reconcile;

import io.github.tachydromos.core.tls.CertificateFacts;
import io.github.tachydromos.sync.daemon.Daemon;
import io.github.tachydromos.sync.daemon.OtherLeaf;
import io.github.tachydromos.sync.daemon.Probe;
import io.github.tachydromos.sync.daemon.TlsPort;
import io.github.tachydromos.sync.daemon.WantedLeaf;
import io.github.tachydromos.sync.render.RenderedTree;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Looks at one daemon: by its own probes, at the leaf that each of its TLS ports serves, and at what it waits for. */
final class Observer {
    private static final Duration CERTIFICATE_HOLDS = Duration.ofMinutes(5);

    /** Beside the processes that read the new certificate, one that is about to end may answer a last connection. */
    private static final int CONNECTIONS = 3;

    private final Daemon daemon;
    private final Companions companions;
    private final ProbeMemory memory;
    private final Map<Integer, PortCertificate> certificates = new ConcurrentHashMap<>();

    Observer(Daemon daemon, Companions companions, InstantSource clock) {
        this.daemon = daemon;
        this.companions = companions;
        this.memory = new ProbeMemory(clock);
    }

    /** Port → what it was last seen to serve. */
    SortedMap<Integer, PortCertificate> certificates() {
        return new TreeMap<>(certificates);
    }

    /** Probe → why the daemon does not work. A port with another leaf than the tree's works: clients are served. */
    Map<String, String> faults(RenderedTree tree) {
        var faults = new TreeMap<String, String>();
        for (Probe probe : probes(tree)) {
            try {
                memory.run(probe, tree);
            } catch (OtherLeaf _) {
                // told by the port's certificate
            } catch (IOException e) {
                faults.put(probe.name(), String.valueOf(e.getMessage()));
            }
        }
        return faults;
    }

    /** The first thing that shows that the daemon does not serve this tree, all of it. */
    Optional<String> missing(RenderedTree tree) {
        for (Probe probe : probes(tree)) {
            try {
                memory.run(probe, tree);
            } catch (IOException e) {
                return Optional.of(probe.name() + ": " + e.getMessage());
            }
        }
        return Optional.empty();
    }

    /** What the daemon waits for before it starts, if that is why it does not serve. */
    Optional<String> awaited() {
        return companions.awaited();
    }

    private List<Probe> probes(RenderedTree tree) {
        var probes = new ArrayList<>(daemon.probes(tree));
        for (TlsPort port : daemon.tlsPorts()) {
            probes.add(
                    new Probe("certificate on port " + port.port(), CERTIFICATE_HOLDS, () -> certificate(port, tree)));
        }
        return probes;
    }

    private void certificate(TlsPort port, RenderedTree tree) throws IOException {
        WantedLeaf wanted = WantedLeaf.of(tree, Daemon.MAIL_PAIR);
        String fingerprint = CertificateFacts.fingerprint(wanted.certificate());
        for (int i = 0; i < CONNECTIONS; i++) {
            X509Certificate served;
            try {
                served = port.handshake().leaf();
            } catch (IOException e) {
                certificates.put(port.port(), PortCertificate.none(fingerprint));
                throw e;
            }
            certificates.put(
                    port.port(),
                    new PortCertificate(
                            fingerprint,
                            CertificateFacts.fingerprint(served),
                            served.getNotAfter().toInstant()));
            wanted.expect(served);
        }
    }
}
