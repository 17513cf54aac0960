// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon.dovecot;

import io.github.tachydromos.core.config.LdapSettings;
import io.github.tachydromos.core.config.LdapSettings.Mode;
import io.github.tachydromos.core.config.Suite;
import io.github.tachydromos.sync.daemon.Daemon.Change;
import io.github.tachydromos.sync.daemon.Inputs;
import io.github.tachydromos.sync.daemon.UnusableSecret;
import io.github.tachydromos.sync.render.RenderedTree;
import io.github.tachydromos.sync.render.Template;
import io.github.tachydromos.sync.render.TemplateRenderer;
import java.util.Collections;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** The files that both roles have, and how one is put together from views and Secrets. */
final class LoginFiles {
    /** Login of the sidecar's probes: no mail address, so it can be nobody's in the directory. */
    static final String PROBE = "tachydromos-probe";

    /** What the probes log in with; no setting names these files. */
    static final String PROBE_PASSWORD = "private/probe-password";

    private static final Set<String> SHAPE = Set.of("dovecot.conf", "front.conf", "mailboxes.conf", "environment.conf");

    private static final String PROBE_PASSWORD_KEY = "probePassword";
    private static final String CA_KEY = "ca.crt";
    private static final String LDAP_CA = "ldap-ca.crt";
    private static final String SYSTEM_CAS = "/etc/ssl/certs/ca-certificates.crt";

    private final TemplateRenderer renderer;
    private final Inputs inputs;
    private final SortedMap<String, String> files = new TreeMap<>();

    LoginFiles(TemplateRenderer renderer, Inputs inputs) {
        this.renderer = renderer;
        this.inputs = inputs;
        LdapSettings ldap = inputs.suite().ldap();
        template(new LoginConf(Setting.of(inputs.replica().toString())));
        template(directory(ldap));
        template(new EnvironmentConf(
                ldap.tls().mode() != Mode.NONE, hasOwnCa(ldap) ? "/etc/dovecot/" + LDAP_CA : SYSTEM_CAS));
        if (hasOwnCa(ldap)) {
            file(LDAP_CA, inputs.secret(ldap.tls().caSecret(), CA_KEY));
        }
        file(PROBE_PASSWORD, inputs.secret(inputs.suite().internalSecret(), PROBE_PASSWORD_KEY));
    }

    /** Dovecot takes over its shape and its processes' environment at a start only. */
    static Change change(RenderedTree running, RenderedTree wanted) {
        return Collections.disjoint(running.difference(wanted), SHAPE) ? Change.RELOAD : Change.RESTART;
    }

    static Set<String> secrets(Suite suite) {
        var names = new TreeSet<String>();
        names.add(suite.internalSecret());
        names.add(suite.ldap().bindPassword().secret());
        if (hasOwnCa(suite.ldap())) {
            names.add(suite.ldap().tls().caSecret());
        }
        return names;
    }

    LoginFiles template(Template view) {
        return file(view.file(), renderer.render(view));
    }

    LoginFiles file(String path, String text) {
        files.put(path, text.endsWith("\n") ? text : text + "\n");
        return this;
    }

    String probePasswordHash() {
        Suite suite = inputs.suite();
        return hash(inputs.secret(suite.internalSecret(), PROBE_PASSWORD_KEY), PROBE);
    }

    String hash(String password, String login) {
        return SaltedHash.of(password, inputs.suite().release().fullname(), login);
    }

    RenderedTree tree() {
        return new RenderedTree(files);
    }

    private DirectoryConf directory(LdapSettings ldap) {
        Mode mode = ldap.tls().mode();
        return new DirectoryConf(
                Setting.of((mode == Mode.LDAPS ? "ldaps" : "ldap") + "://" + ldap.host() + ":" + ldap.port()),
                mode == Mode.STARTTLS,
                Setting.of(ldap.userSearchBase()),
                Setting.of(ldap.bindDn()),
                secretSetting(
                        inputs.secret(ldap.bindPassword()), ldap.bindPassword().secret()));
    }

    /** A secret text as a setting; one with a line break in it, mostly at its end, is told from a wrong password. */
    static Setting secretSetting(String text, String secret) {
        try {
            return Setting.of(text);
        } catch (IllegalArgumentException _) {
            throw new UnusableSecret(secret, "holds a control character, perhaps a line break at the end of a value");
        }
    }

    private static boolean hasOwnCa(LdapSettings ldap) {
        return ldap.tls().mode() != Mode.NONE && !ldap.tls().caSecret().isEmpty();
    }
}
