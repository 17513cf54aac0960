// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.core.tls;

import io.github.tachydromos.core.finding.Excerpt;
import io.github.tachydromos.core.finding.Rule;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What is wrong with a server's own certificate, whoever issued it. */
final class LeafCheck {
    private static final int SHOWN = 3;
    private static final List<String> SERVER = List.of("1.3.6.1.5.5.7.3.1", "2.5.29.37.0"); // serverAuth, any

    private static final String UNREADABLE = "certificate 1 has an extension that cannot be read";

    private LeafCheck() {}

    static Map<Rule, String> faults(X509Certificate leaf, String hostname, Instant now) {
        Map<Rule, String> faults = new LinkedHashMap<>();
        Instant end = leaf.getNotAfter().toInstant();
        Instant start = leaf.getNotBefore().toInstant();
        if (now.isAfter(end)) {
            faults.put(TlsRules.EXPIRED, "expired at " + end);
        }
        if (now.isBefore(start)) {
            faults.put(TlsRules.EARLY, "is not valid before " + start);
        }
        Optional<List<String>> names = CertificateFacts.dnsNames(leaf);
        names.filter(all -> all.stream().noneMatch(name -> covers(name, hostname)))
                .ifPresent(all ->
                        faults.put(TlsRules.NAME, "is for " + shown(all) + ", not for " + Excerpt.quoted(hostname)));
        try {
            List<String> purposes = leaf.getExtendedKeyUsage();
            if (purposes != null && purposes.stream().noneMatch(SERVER::contains)) {
                faults.put(TlsRules.PURPOSE, "may not be used by a TLS server");
            }
        } catch (CertificateParsingException e) {
            faults.put(TlsRules.UNREADABLE, UNREADABLE);
        }
        if (names.isEmpty()) {
            faults.put(TlsRules.UNREADABLE, UNREADABLE);
        }
        return faults;
    }

    /** RFC 9525 6.3: a wildcard stands for one whole label, the first. */
    private static boolean covers(String name, String hostname) {
        String pattern = name.toLowerCase(Locale.ROOT);
        String host = hostname.toLowerCase(Locale.ROOT);
        int dot = host.indexOf('.');
        return pattern.equals(host) || (dot > 0 && pattern.equals("*" + host.substring(dot)));
    }

    private static String shown(List<String> names) {
        if (names.isEmpty()) {
            return "no DNS name";
        }
        String first = names.stream().limit(SHOWN).map(Excerpt::quoted).collect(Collectors.joining(", "));
        return names.size() > SHOWN ? first + " and " + (names.size() - SHOWN) + " more" : first;
    }
}
