// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon.dovecot;

import io.github.tachydromos.core.config.Certificates.Internal;
import io.github.tachydromos.core.config.RspamdSettings;
import io.github.tachydromos.core.config.Suite;
import io.github.tachydromos.sync.daemon.Daemon;
import io.github.tachydromos.sync.daemon.DaemonControl;
import io.github.tachydromos.sync.daemon.DirectoryChange;
import io.github.tachydromos.sync.daemon.Inputs;
import io.github.tachydromos.sync.daemon.Probe;
import io.github.tachydromos.sync.daemon.RspamdPassword;
import io.github.tachydromos.sync.daemon.TlsPort;
import io.github.tachydromos.sync.daemon.UnusableSecret;
import io.github.tachydromos.sync.render.Fixed;
import io.github.tachydromos.sync.render.RenderedTree;
import io.github.tachydromos.sync.render.TemplateRenderer;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The mailbox server: IMAP, ManageSieve, LMTP and the quota policy that Postfix asks at RCPT. */
@Singleton
public final class DovecotDaemon implements Daemon {
    private static final String NAME = "dovecot";
    private static final String API_KEY = "private/doveadm-api-key";
    private static final String API_KEY_ENTRY = "doveadmApiKey";

    private final TemplateRenderer renderer = new TemplateRenderer();
    private final AuthSocket logins;
    private final Ports ports;

    @Inject
    public DovecotDaemon(@Value("${tachydromos.control}") String control) {
        this(Path.of(control), Ports.OF_THE_POD);
    }

    DovecotDaemon(Path control, Ports ports) {
        this.logins = new AuthSocket(control.resolve(NAME).resolve("auth-master"));
        this.ports = ports;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<String> secrets(Suite suite) {
        var names = new TreeSet<>(LoginFiles.secrets(suite));
        names.add(suite.certificates().mail());
        names.add(suite.certificates().internalCa());
        internalLeaf(suite).ifPresent(names::add);
        if (suite.rspamd().enabled()) {
            names.add(suite.rspamd().password().secret());
        }
        return names;
    }

    @Override
    public RenderedTree render(Inputs inputs) {
        Suite suite = inputs.suite();
        String internal = internalLeaf(suite)
                .orElseThrow(() -> new UnusableSecret("", "with a certificate for dovecot.internalHost is not named"));
        String apiKey = inputs.secret(suite.internalSecret(), API_KEY_ENTRY);
        var tree = new LoginFiles(renderer, inputs);
        if (suite.rspamd().enabled()) {
            besideRspamd(tree, inputs);
        }
        if (suite.sogo().enabled()) {
            tree.template(new WebmailConf(suite.dovecot().internalHost()));
        }
        if (!suite.dovecot().enableProxyProtocol().on().isEmpty()) {
            tree.template(ProxyConf.of(suite.dovecot()));
        }
        return tree.template(new Fixed("dovecot/dovecot.conf"))
                .template(new Fixed("dovecot/front.conf"))
                .template(new Fixed("dovecot/mailboxes.conf"))
                .template(SuiteConf.of(suite))
                .template(new ProbeUsers(LoginFiles.PROBE))
                .template(new DovecotCredentials(
                        LoginFiles.PROBE,
                        tree.probePasswordHash(),
                        LoginFiles.secretSetting(apiKey, suite.internalSecret())))
                .file(API_KEY, apiKey)
                .file(MAIL_PAIR, inputs.pair(suite.certificates().mail()))
                .file("private/internal.pem", inputs.pair(internal))
                .file(
                        "private/internal-ca.crt",
                        inputs.secret(suite.certificates().internalCa(), "ca.crt"))
                .tree();
    }

    private static void besideRspamd(LoginFiles tree, Inputs inputs) {
        RspamdSettings rspamd = inputs.suite().rspamd();
        tree.template(new Fixed("dovecot/junk.conf"))
                .template(new LearningConf(rspamd.host()))
                .template(new Fixed("dovecot/sieve/junk.sieve"))
                .template(new Fixed("dovecot/sieve/spam.sieve"))
                .template(new Fixed("dovecot/sieve/ham.sieve"))
                .file("private/rspamd.header", "Password: " + RspamdPassword.of(inputs));
    }

    @Override
    public Change change(RenderedTree running, RenderedTree wanted) {
        return LoginFiles.change(running, wanted);
    }

    @Override
    public List<Probe> probes(RenderedTree running) {
        return new DovecotProbes(ports, running).all();
    }

    @Override
    public List<TlsPort> tlsPorts() {
        return DovecotProbes.tlsPorts(ports);
    }

    @Override
    public void directoryChanged(DirectoryChange change, RenderedTree running, DaemonControl control)
            throws IOException {
        // Flush first: a session that was kicked comes back at once.
        try {
            logins.flush(change.changed());
        } finally {
            new Doveadm(ports.doveadm(), text(running, API_KEY)).kick(change.disabled());
        }
    }

    static String text(RenderedTree tree, String path) {
        return tree.files().getOrDefault(path, "").strip();
    }

    private static Optional<String> internalLeaf(Suite suite) {
        return suite.certificates().internal().stream()
                .filter(leaf -> leaf.dnsNames().contains(suite.dovecot().internalHost()))
                .map(Internal::secret)
                .findFirst();
    }
}
