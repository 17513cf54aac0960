// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.rotator.command;

import io.github.tachydromos.core.config.Syntax;
import io.github.tachydromos.rotator.dns.NameServers;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;

/** What the command was told to do. */
sealed interface Arguments {
    String USAGE = """
            usage: dns [--output text|json] [--server HOST[:PORT]] [DOMAIN...]

            Asks the name servers for each record that mail needs of the host and of these domains, by default of those
            in dns.domains, and compares. Without --server the pod's own resolvers are asked.
            exit code: 0 all is there, 1 something is missing or differs, 2 not known: the records to publish could not
            be read, or a name server did not answer
            """;

    /** To look for the records of these domains; if none, of those that the document lists. */
    record Look(boolean json, NameServers servers, List<String> domains) implements Arguments {
        public Look {
            domains = List.copyOf(domains);
        }
    }

    /** To say how it is used. */
    record Help() implements Arguments {}

    /** Nothing that it knows. */
    record Wrong(String reason) implements Arguments {}

    static Arguments parse(List<String> words) {
        boolean json = false;
        NameServers servers = NameServers.RESOLVERS;
        List<String> domains = new ArrayList<>();
        for (Iterator<String> rest = words.iterator(); rest.hasNext(); ) {
            String word = rest.next();
            switch (word) {
                case "-h", "--help" -> {
                    return new Help();
                }
                case "-o", "--output" -> {
                    String format = rest.hasNext() ? rest.next() : "";
                    if (!format.equals("text") && !format.equals("json")) {
                        return new Wrong(word + ": \"" + format + "\" is not a format; set text or json");
                    }
                    json = format.equals("json");
                }
                case "--server" -> {
                    String server = rest.hasNext() ? rest.next() : "";
                    if (!server.matches("[A-Za-z0-9.-]+(:\\d{1,5})?|\\[[0-9A-Fa-f:.]+](:\\d{1,5})?")) {
                        return new Wrong("--server: \"" + server
                                + "\" is not a server; write it as 192.0.2.53 or [2001:db8::53]:53");
                    }
                    servers = NameServers.at(server);
                }
                default -> {
                    if (!Syntax.isFullyQualified(word)) {
                        return new Wrong("\"" + word + "\" is not a domain; write it as example.org, and see --help");
                    }
                    domains.add(word.toLowerCase(Locale.ROOT));
                }
            }
        }
        return new Look(json, servers, domains);
    }
}
