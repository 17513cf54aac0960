// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon.sogo;

import io.github.tachydromos.core.config.Suite;
import io.github.tachydromos.core.tls.TlsBundle;
import io.github.tachydromos.sync.daemon.Companion;
import io.github.tachydromos.sync.daemon.Daemon;
import io.github.tachydromos.sync.daemon.DaemonControl;
import io.github.tachydromos.sync.daemon.DirectoryChange;
import io.github.tachydromos.sync.daemon.Inputs;
import io.github.tachydromos.sync.daemon.Probe;
import io.github.tachydromos.sync.render.RenderedTree;
import io.github.tachydromos.sync.render.TemplateRenderer;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** SOGo: webmail, calendars, address books, and what phones speak. */
@Singleton
public final class SogoDaemon implements Daemon {
    private static final String NAME = "sogo";
    private static final int MEMCACHED = 11211;

    private final TemplateRenderer renderer = new TemplateRenderer();
    private final SogoProbes probes;
    private final Memcached memcached;

    @Inject
    public SogoDaemon() {
        this(
                SogoProbes.onLoopback(),
                new Memcached(new InetSocketAddress(InetAddress.getLoopbackAddress(), MEMCACHED)));
    }

    SogoDaemon(SogoProbes probes, Memcached memcached) {
        this.probes = probes;
        this.memcached = memcached;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<String> secrets(Suite suite) {
        return Stream.concat(
                        Database.secrets(suite),
                        Stream.of(
                                suite.ldap().bindPassword().secret(),
                                suite.ldap().tls().caSecret()))
                .filter(secret -> !secret.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Override
    public RenderedTree render(Inputs inputs) {
        SortedMap<String, String> files = renderer.files(Stream.of(SogoConf.of(inputs)));
        files.putAll(Database.files(inputs));
        String authority = inputs.suite().ldap().tls().caSecret();
        if (!authority.isEmpty()) {
            files.put("directory-ca.pem", inputs.secret(authority, TlsBundle.CA_ENTRY));
        }
        return new RenderedTree(files);
    }

    /** sogod reads nothing again: its container starts a second one, has nginx ask that, and lets the first end its requests. */
    @Override
    public Change change(RenderedTree running, RenderedTree wanted) {
        return Change.RELOAD;
    }

    @Override
    public List<Probe> probes(RenderedTree running) {
        return probes.all();
    }

    @Override
    public List<Companion> companions() {
        return List.of(Database.companion(), memcached.companion());
    }

    /** SOGo asks the directory itself; what it remembers of the answers is in memcached. */
    @Override
    public void directoryChanged(DirectoryChange change, RenderedTree running, DaemonControl control)
            throws IOException {
        memcached.forget();
    }
}
