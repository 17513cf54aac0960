// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon.sogo;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.tachydromos.core.config.DatabaseSettings;
import io.github.tachydromos.core.config.LdapSettings;
import io.github.tachydromos.core.config.SogoSettings;
import io.github.tachydromos.core.config.SogoSettings.Modules;
import io.github.tachydromos.core.config.SogoSettings.Workers;
import io.github.tachydromos.core.config.Suite;
import io.github.tachydromos.sync.daemon.Inputs;
import io.github.tachydromos.sync.render.ConfigValue;
import io.github.tachydromos.sync.render.Template;
import java.net.URLEncoder;

/** All that {@code sogo.conf} may mention. */
record SogoConf(
        Workers workers,
        Limits limits,
        Quoted hostname,
        Quoted language,
        Quoted timeZone,
        Modules modules,
        String firstModule,
        boolean passwordChange,
        boolean passwordPolicy,
        ConfigValue databaseUrl,
        Directory directory)
        implements Template {

    private static final int KILOBYTES = 1024;

    /** In KB, as SOGo counts. A mail is a third larger than what is attached to it. */
    record Limits(int message, int upload) {
        static Limits of(int megabytes) {
            return new Limits(megabytes * KILOBYTES, megabytes * KILOBYTES / 4 * 3);
        }
    }

    /** Who may log in, and the address book. */
    record Directory(Quoted url, Quoted users, Quoted reader, Quoted password) {
        static Directory of(Inputs inputs) {
            LdapSettings ldap = inputs.suite().ldap();
            return new Directory(
                    Quoted.of(url(ldap)),
                    Quoted.of(ldap.userSearchBase()),
                    Quoted.of(ldap.bindDn()),
                    Quoted.of(inputs.secret(ldap.bindPassword())));
        }

        private static String url(LdapSettings ldap) {
            String server = bracketed(ldap.host()) + ":" + ldap.port();
            return switch (ldap.tls().mode()) {
                case NONE -> "ldap://" + server;
                case STARTTLS -> "ldap://" + server + "/????!StartTLS";
                case LDAPS -> "ldaps://" + server;
            };
        }
    }

    static SogoConf of(Inputs inputs) {
        Suite suite = inputs.suite();
        SogoSettings sogo = suite.sogo();
        return new SogoConf(
                sogo.workers(),
                Limits.of(suite.postfix().messageSizeLimitMb()),
                Quoted.of(suite.hostname()),
                Quoted.of(sogo.language()),
                Quoted.of(sogo.timeZone()),
                sogo.modules(),
                firstModule(sogo.modules()),
                sogo.passwordChange(),
                sogo.passwordPolicy(),
                databaseUrl(suite.database()),
                Directory.of(inputs));
    }

    /** Without the password, which SOGo would write into its tables, and with the server, or it opens a connection for each change. */
    private static ConfigValue databaseUrl(DatabaseSettings database) {
        return new ConfigValue("postgresql://%s@%s:%d/%s"
                .formatted(
                        URLEncoder.encode(database.username(), UTF_8),
                        bracketed(database.host()),
                        database.port(),
                        URLEncoder.encode(database.database(), UTF_8)));
    }

    private static String bracketed(String host) {
        return host.contains(":") ? "[" + host + "]" : host;
    }

    private static String firstModule(Modules modules) {
        if (modules.mail()) {
            return "Mail";
        }
        return modules.calendar() ? "Calendar" : "Contacts";
    }

    @Override
    public String path() {
        return "sogo/private/sogo.conf";
    }
}
