// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon.postfix;

import io.github.tachydromos.core.config.Certificates;
import io.github.tachydromos.core.config.PostfixSettings;
import io.github.tachydromos.core.config.Suite;
import io.github.tachydromos.core.tls.TlsBundle;
import io.github.tachydromos.sync.daemon.Daemon;
import io.github.tachydromos.sync.daemon.DaemonControl;
import io.github.tachydromos.sync.daemon.DirectoryChange;
import io.github.tachydromos.sync.daemon.Inputs;
import io.github.tachydromos.sync.daemon.Probe;
import io.github.tachydromos.sync.daemon.TlsPort;
import io.github.tachydromos.sync.render.Fixed;
import io.github.tachydromos.sync.render.RenderedTree;
import io.github.tachydromos.sync.render.TemplateRenderer;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Postfix: receives, relays and queues. What it knows of accounts it looks up in the replica, never in its files. */
@Singleton
public final class PostfixDaemon implements Daemon {
    static final String INTERNAL_PAIR = "private/internal.pem";

    private final TemplateRenderer renderer = new TemplateRenderer();
    private final PostfixProbes probes;

    @Inject
    public PostfixDaemon() {
        this(PostfixProbes.onLoopback());
    }

    PostfixDaemon(PostfixProbes probes) {
        this.probes = probes;
    }

    @Override
    public String name() {
        return "postfix";
    }

    @Override
    public Set<String> secrets(Suite suite) {
        var names = new TreeSet<String>();
        names.add(suite.certificates().mail());
        names.add(suite.certificates().internalCa());
        names.add(ownCertificate(suite));
        RelaySecret.name(suite.postfix()).ifPresent(names::add);
        SrsSecret.name(suite.postfix().srs()).ifPresent(names::add);
        return names;
    }

    @Override
    public RenderedTree render(Inputs inputs) {
        Suite suite = inputs.suite();
        Optional<RelaySecret> relay = RelaySecret.of(inputs);
        SortedMap<String, String> files = renderer.files(Stream.of(
                        Stream.of(
                                MainCf.of(suite, relay, inputs.replicaComplete()),
                                MasterCf.of(suite),
                                SrsAddresses.of(suite)),
                        Fixed.of("postfix", "lmtp-status"),
                        ReplicaTable.all(suite, inputs.replica()))
                .flatMap(views -> views));
        accessTables(suite.postfix(), files);
        files.put(MAIL_PAIR, inputs.pair(suite.certificates().mail()));
        files.put(INTERNAL_PAIR, inputs.pair(ownCertificate(suite)));
        files.put("private/internal-ca.pem", inputs.secret(suite.certificates().internalCa(), TlsBundle.CA_ENTRY));
        SrsSecret.file(inputs).ifPresent(lines -> files.put("private/srs-secrets", lines));
        relay.ifPresent(secret -> files.put("private/relay-credentials", secret.credentials(suite.postfix())));
        relay.flatMap(RelaySecret::authority).ifPresent(pem -> files.put("private/relay-ca.pem", pem));
        return new RenderedTree(files);
    }

    /** All that changes here is taken over with sessions going on, listeners that come or go, too. */
    @Override
    public Change change(RenderedTree running, RenderedTree wanted) {
        return Change.RELOAD;
    }

    @Override
    public List<Probe> probes(RenderedTree running) {
        return probes.of(running);
    }

    @Override
    public List<TlsPort> tlsPorts() {
        return probes.tlsPorts();
    }

    /** Each RCPT asks the replica anew; what smtpd remembers of a domain is never asked for a known recipient. */
    @Override
    public void directoryChanged(DirectoryChange change, RenderedTree running, DaemonControl control) {}

    /** What the author wrote, line by line; Postfix itself judges it before it is used. */
    private static void accessTables(PostfixSettings postfix, Map<String, String> files) {
        Map.of(
                        "access/helo", postfix.heloWhitelist(),
                        "access/ptr", postfix.ptrWhitelist(),
                        "access/clients", postfix.postscreenAccessList())
                .forEach((path, text) -> {
                    if (!text.isBlank()) {
                        files.put(path, RenderedTree.lines(text));
                    }
                });
    }

    /** The leaf of the internal CA that names the host of port 10025. */
    private static String ownCertificate(Suite suite) {
        String host = suite.postfix().reinjectHost();
        return suite.certificates().internal().stream()
                .filter(leaf -> leaf.dnsNames().contains(host))
                .map(Certificates.Internal::secret)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("certificates.internal: none is for " + host));
    }
}
