// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon.nginx;

import io.github.tachydromos.core.config.Suite;
import io.github.tachydromos.sync.daemon.Daemon;
import io.github.tachydromos.sync.daemon.DaemonControl;
import io.github.tachydromos.sync.daemon.DirectoryChange;
import io.github.tachydromos.sync.daemon.Inputs;
import io.github.tachydromos.sync.daemon.Probe;
import io.github.tachydromos.sync.render.Fixed;
import io.github.tachydromos.sync.render.RenderedTree;
import io.github.tachydromos.sync.render.Template;
import io.github.tachydromos.sync.render.TemplateRenderer;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** nginx in front of SOGo. Which domains are ours it sees in a folder, at each request. */
@Singleton
public final class NginxDaemon implements Daemon {
    static final int PORT = 8080;

    private static final String NAME = "nginx";
    private static final String CA_KEY = "ca.crt";
    private static final String[] SAME_EVERYWHERE = {
        "clients.conf", "clients/error.xml", "clients/request.conf", "headers.conf", "pages/away.html", "proxy.conf"
    };

    private final TemplateRenderer renderer = new TemplateRenderer();
    private final NginxProbes probes;

    @Inject
    public NginxDaemon() {
        this(() -> new InetSocketAddress(InetAddress.getLoopbackAddress(), PORT));
    }

    NginxDaemon(Supplier<InetSocketAddress> listener) {
        this.probes = new NginxProbes(listener);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<String> secrets(Suite suite) {
        return Set.of(suite.certificates().internalCa());
    }

    @Override
    public RenderedTree render(Inputs inputs) {
        Suite suite = inputs.suite();
        Stream<Template> views = Stream.of(
                NginxConf.of(inputs),
                StreamConf.of(suite),
                WebmailConf.of(suite.sogo().modules()));
        SortedMap<String, String> files =
                renderer.files(Stream.of(Fixed.of(NAME, SAME_EVERYWHERE), views, Clients.of(suite))
                        .flatMap(all -> all));
        files.put(
                "private/internal-ca.crt",
                RenderedTree.lines(inputs.secret(suite.certificates().internalCa(), CA_KEY)));
        return new RenderedTree(files);
    }

    /** New workers take over with the new configuration; the old ones finish what they are at. */
    @Override
    public Change change(RenderedTree running, RenderedTree wanted) {
        return Change.RELOAD;
    }

    @Override
    public List<Probe> probes(RenderedTree running) {
        return probes.all();
    }

    /** It knows nothing of accounts. */
    @Override
    public void directoryChanged(DirectoryChange change, RenderedTree running, DaemonControl control) {}
}
