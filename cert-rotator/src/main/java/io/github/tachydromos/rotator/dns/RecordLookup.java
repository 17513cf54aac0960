// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.rotator.dns;

import io.github.tachydromos.rotator.issue.DkimRecord;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import javax.naming.Context;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.directory.DirContext;
import javax.naming.directory.InitialDirContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether DNS shows the records of signing keys.
 *
 * @param server a URL of JNDI's provider for DNS
 */
public record RecordLookup(String server) {
    /** The pod's own resolvers. */
    public static final String RESOLVERS = "dns:";

    private static final Logger LOG = LoggerFactory.getLogger(RecordLookup.class);
    private static final String TXT = "TXT";

    /** False as well if nobody answers: it can be asked again. */
    public boolean shows(String domain, List<DkimRecord> records) {
        try {
            DirContext dns = new InitialDirContext(environment());
            try {
                for (DkimRecord dkim : records) {
                    if (!shows(dns, dkim, domain)) {
                        return false;
                    }
                }
                return true;
            } finally {
                dns.close();
            }
        } catch (NamingException e) {
            LOG.atDebug().addKeyValue("domain", domain).setCause(e).log("DNS shows no record");
            return false;
        }
    }

    private Properties environment() {
        Properties environment = new Properties();
        environment.putAll(Map.of(
                Context.INITIAL_CONTEXT_FACTORY,
                "com.sun.jndi.dns.DnsContextFactory",
                Context.PROVIDER_URL,
                server,
                "com.sun.jndi.dns.timeout.initial",
                "2000",
                "com.sun.jndi.dns.timeout.retries",
                "2"));
        return environment;
    }

    @SuppressWarnings("BanJNDI") // What DNS answers comes as texts: nothing is deserialized or loaded.
    private static boolean shows(DirContext dns, DkimRecord dkim, String domain) throws NamingException {
        Attribute texts = dns.getAttributes(dkim.name() + "." + domain, new String[] {TXT})
                .get(TXT);
        return texts != null && Collections.list(texts.getAll()).stream().anyMatch(text -> dkim.isIn(text.toString()));
    }
}
