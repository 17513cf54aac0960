// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.rotator.dns;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import javax.naming.Context;
import javax.naming.NameNotFoundException;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.directory.DirContext;
import javax.naming.directory.InitialDirContext;

/**
 * Those that are asked.
 *
 * @param url one of JNDI's provider for DNS
 */
public record NameServers(String url) {
    /** The pod's own resolvers. */
    public static final NameServers RESOLVERS = new NameServers("dns:");

    /** What came of a question. */
    public sealed interface Answer {
        /** Values as JNDI shows them: texts, and bytes of a type that it does not know. */
        record Found(List<Object> values) implements Answer {
            public Found {
                values = List.copyOf(values);
            }
        }

        /** There is no such name, or nothing of this type. */
        record Absent() implements Answer {}

        /** Nobody knows: no answer, or a refusal. */
        record Unanswered(String reason) implements Answer {}
    }

    /** The server of a host or an address, whose port may follow. */
    public static NameServers at(String server) {
        return new NameServers("dns://" + server);
    }

    /** What there is of a type, which has a name or a number, under an absolute name. */
    @SuppressWarnings("BanJNDI") // What DNS answers comes as texts: nothing is deserialized or loaded.
    public Answer ask(String name, String type) {
        try {
            DirContext dns = new InitialDirContext(environment());
            try {
                Attribute values = dns.getAttributes(name, new String[] {type}).get(type);
                return values == null
                        ? new Answer.Absent()
                        : new Answer.Found(new ArrayList<>(Collections.list(values.getAll())));
            } finally {
                dns.close();
            }
        } catch (NameNotFoundException e) {
            return new Answer.Absent();
        } catch (NamingException e) {
            return new Answer.Unanswered(reason(e));
        }
    }

    /** JNDI says of a timeout nothing but "DNS error". */
    private static String reason(NamingException e) {
        Throwable cause = e.getCause();
        return String.valueOf(cause == null ? e.getMessage() : cause.getMessage());
    }

    private Properties environment() {
        Properties environment = new Properties();
        environment.putAll(Map.of(
                Context.INITIAL_CONTEXT_FACTORY,
                "com.sun.jndi.dns.DnsContextFactory",
                Context.PROVIDER_URL,
                url,
                "com.sun.jndi.dns.timeout.initial",
                "2000",
                "com.sun.jndi.dns.timeout.retries",
                "2"));
        return environment;
    }
}
