// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon.postfix;

import io.github.tachydromos.core.config.Suite;
import io.github.tachydromos.sync.render.ConfigValue;
import io.github.tachydromos.sync.render.Template;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** One lookup table on the directory replica: sqlite_table(5). Values from the directory are no part of it. */
record ReplicaTable(
        String name,
        ConfigValue replica,
        ConfigValue hostname,
        ConfigValue superuser,
        ConfigValue postmaster,
        ConfigValue postmasterDomain)
        implements Template {
    private static final List<String> NAMES = List.of(
            "aliases",
            "contested",
            "disputed",
            "domains",
            "known",
            "mailboxes",
            "managed-senders",
            "own-name",
            "quota",
            "roles",
            "senders",
            "superusers");

    static Stream<ReplicaTable> all(Suite suite, Path replica) {
        String postmaster =
                mailbox(suite.dovecot().postmasterEmail(), suite.postfix().recipientDelimiter());
        return NAMES.stream()
                .map(name -> new ReplicaTable(
                        name,
                        new ConfigValue(replica.toString()),
                        sql(suite.hostname()),
                        sql(suite.dovecot().superuserUsername()),
                        sql(postmaster),
                        sql(postmaster.substring(postmaster.lastIndexOf('@') + 1))));
    }

    /** {@code ops+mail@example.org} is a mailbox of {@code ops@example.org}. */
    private static String mailbox(String address, String delimiter) {
        int at = address.lastIndexOf('@');
        int extension = delimiter.isEmpty() ? -1 : address.indexOf(delimiter);
        return extension > 0 && extension < at ? address.substring(0, extension) + address.substring(at) : address;
    }

    /** Inside single quotes of a query: {@code ''} is one quote, {@code %%} one percent sign. */
    private static ConfigValue sql(String text) {
        return new ConfigValue(text.toLowerCase(Locale.ROOT).replace("'", "''").replace("%", "%%"));
    }

    @Override
    public String path() {
        return "postfix/tables/" + name + ".cf";
    }
}
