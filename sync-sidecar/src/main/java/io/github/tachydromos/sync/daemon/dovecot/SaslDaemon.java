// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon.dovecot;

import io.github.tachydromos.core.config.DovecotSettings;
import io.github.tachydromos.core.config.Suite;
import io.github.tachydromos.sync.daemon.Daemon;
import io.github.tachydromos.sync.daemon.DaemonControl;
import io.github.tachydromos.sync.daemon.DirectoryChange;
import io.github.tachydromos.sync.daemon.Inputs;
import io.github.tachydromos.sync.daemon.Probe;
import io.github.tachydromos.sync.render.Fixed;
import io.github.tachydromos.sync.render.RenderedTree;
import io.github.tachydromos.sync.render.TemplateRenderer;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** The instance beside Postfix that only authenticates: no password crosses a pod border in clear text. */
@Singleton
public final class SaslDaemon implements Daemon {
    private static final String NAME = "sasl";
    private static final Duration LOGIN_HOLDS = Duration.ofSeconds(15);

    private final TemplateRenderer renderer = new TemplateRenderer();
    private final AuthSocket master;
    private final AuthSocket client;

    @Inject
    SaslDaemon(@Value("${tachydromos.control}") String control) {
        this(Path.of(control));
    }

    SaslDaemon(Path control) {
        this.master = new AuthSocket(control.resolve(NAME).resolve("auth-master"));
        this.client = new AuthSocket(control.resolve(NAME).resolve("auth-client"));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<String> secrets(Suite suite) {
        var names = new TreeSet<>(LoginFiles.secrets(suite));
        names.add(suite.dovecot().superuserPassword().secret());
        return names;
    }

    @Override
    public RenderedTree render(Inputs inputs) {
        DovecotSettings dovecot = inputs.suite().dovecot();
        // Dovecot compares logins in lower case.
        String superuser = dovecot.superuserUsername().toLowerCase(Locale.ROOT);
        var tree = new LoginFiles(renderer, inputs);
        return tree.template(new Fixed("sasl/dovecot.conf"))
                .template(new SaslCredentials(
                        Setting.of(superuser),
                        tree.hash(inputs.secret(dovecot.superuserPassword()), superuser),
                        LoginFiles.PROBE,
                        tree.probePasswordHash()))
                .tree();
    }

    @Override
    public Change change(RenderedTree running, RenderedTree wanted) {
        return LoginFiles.change(running, wanted);
    }

    @Override
    public List<Probe> probes(RenderedTree running) {
        String password = DovecotDaemon.text(running, LoginFiles.PROBE_PASSWORD);
        return List.of(new Probe("sasl login", LOGIN_HOLDS, () -> client.login(LoginFiles.PROBE, password)));
    }

    @Override
    public void directoryChanged(DirectoryChange change, RenderedTree running, DaemonControl control)
            throws IOException {
        master.flush(change.changed());
    }
}
