// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon.rspamd;

import io.github.tachydromos.core.config.RspamdSettings;
import io.github.tachydromos.core.config.Suite;
import io.github.tachydromos.sync.daemon.Companion;
import io.github.tachydromos.sync.daemon.Daemon;
import io.github.tachydromos.sync.daemon.DaemonControl;
import io.github.tachydromos.sync.daemon.DaemonMetrics;
import io.github.tachydromos.sync.daemon.DirectoryChange;
import io.github.tachydromos.sync.daemon.Inputs;
import io.github.tachydromos.sync.daemon.Probe;
import io.github.tachydromos.sync.daemon.RspamdPassword;
import io.github.tachydromos.sync.render.Fixed;
import io.github.tachydromos.sync.render.RenderedTree;
import io.github.tachydromos.sync.render.Template;
import io.github.tachydromos.sync.render.TemplateRenderer;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Stream;

/** Rspamd: scans what Postfix hands over and signs what goes out. Which domains are ours it reads from a list. */
@Singleton
public final class RspamdDaemon implements Daemon {
    /** Of the web interface; the container keeps only its hash where Rspamd reads it. */
    static final String PASSWORD = "private/password";

    private static final String NAME = "rspamd";
    private static final String[] SAME_EVERYWHERE = {
        "rspamd.conf",
        "logging.inc",
        "local.d/arc.conf",
        "local.d/dkim_signing.conf",
        "local.d/force_actions.conf",
        "local.d/fuzzy_check.conf",
        "local.d/milter_headers.conf",
        "local.d/neural.conf",
        "local.d/redis.conf",
        "local.d/settings.conf"
    };

    private final TemplateRenderer renderer = new TemplateRenderer();
    private final RspamdProbes probes;
    private final Valkey valkey;

    @Inject
    public RspamdDaemon() {
        this(RspamdProbes.onLoopback(), new Valkey(Path.of("/run/valkey/valkey.sock")));
    }

    RspamdDaemon(RspamdProbes probes, Valkey valkey) {
        this.probes = probes;
        this.valkey = valkey;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<String> secrets(Suite suite) {
        return Set.of(suite.rspamd().dkimSecret(), suite.rspamd().password().secret());
    }

    @Override
    public RenderedTree render(Inputs inputs) {
        SigningKeys keys = SigningKeys.of(inputs);
        Suite suite = inputs.suite();
        RspamdSettings rspamd = suite.rspamd();
        Stream<Template> views = Stream.of(
                Signing.of(inputs, keys.selector()),
                Limits.of(suite),
                ActionsConf.of(rspamd),
                new GreylistConf(rspamd.greylisting()),
                BayesConf.of(rspamd.bayes()));
        SortedMap<String, String> files =
                renderer.files(Stream.of(Fixed.of(NAME, SAME_EVERYWHERE), views, Clamd.of(suite.clamav()))
                        .flatMap(all -> all));
        rspamd.overrides().forEach((name, text) -> files.put("override.d/" + name, RenderedTree.lines(text)));
        SigningKeys.before(inputs).ifPresent(before -> files.putAll(before.files()));
        files.putAll(keys.files());
        files.put(PASSWORD, RspamdPassword.of(inputs) + "\n");
        return new RenderedTree(files);
    }

    /** New workers take over with the new configuration; the old ones finish what they scan. */
    @Override
    public Change change(RenderedTree running, RenderedTree wanted) {
        return Change.RELOAD;
    }

    @Override
    public List<Probe> probes(RenderedTree running) {
        return probes.of(running);
    }

    @Override
    public List<Companion> companions() {
        return List.of(valkey.companion());
    }

    /** Rspamd gives them for its password only, which stays in this pod. */
    @Override
    public Optional<DaemonMetrics> metrics(RenderedTree running) throws IOException {
        return Optional.of(probes.metrics(running));
    }

    /** The list of domains is watched by Rspamd itself, and it knows nothing of accounts. */
    @Override
    public void directoryChanged(DirectoryChange change, RenderedTree running, DaemonControl control) {}
}
