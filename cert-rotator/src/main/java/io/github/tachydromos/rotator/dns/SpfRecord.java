// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.rotator.dns;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Who may send (RFC 7208), as far as two records can be compared without asking DNS for what they refer to.
 *
 * @param pass mechanisms whose senders may, without their qualifier, in lower case
 * @param rest what is said of all others: the qualifier of {@code all}, a redirect, or empty
 */
record SpfRecord(List<String> pass, String rest) {
    private static final String VERSION = "v=spf1";

    SpfRecord {
        pass = List.copyOf(pass);
    }

    static boolean isOne(String text) {
        return text.strip().toLowerCase(Locale.ROOT).matches(VERSION + "( .*)?");
    }

    static SpfRecord read(String text) {
        List<String> pass = new ArrayList<>();
        String rest = "";
        for (String term : text.strip().toLowerCase(Locale.ROOT).split(" +", -1)) {
            boolean qualified = "+-~?".indexOf(term.charAt(0)) >= 0;
            String mechanism = qualified ? term.substring(1) : term;
            if (mechanism.equals("all")) {
                // RFC 7208 5.1: what follows is never asked.
                return new SpfRecord(pass, qualified ? term.substring(0, 1) : "+");
            }
            if (mechanism.startsWith("redirect=")) {
                rest = mechanism;
            } else if (!term.equals(VERSION) && !"-~?".contains(term.substring(0, 1))) {
                pass.add(mechanism);
            }
        }
        return new SpfRecord(pass, rest);
    }

    /**
     * Those of the wanted senders that this record does not name.
     *
     * @param host the mail host, which is a domain's MX, and may be named by its addresses
     */
    List<String> lacks(SpfRecord wanted, String domain, String host, List<String> addresses) {
        String self = "a:" + host;
        boolean namesHost = pass.contains(self)
                || (!domain.equals(host) && pass.contains("mx"))
                || pass.contains("mx:" + domain)
                || (domain.equals(host) && pass.contains("a"))
                || (!addresses.isEmpty() && addresses.stream().allMatch(this::namesAddress));
        return wanted.pass.stream()
                .filter(mechanism -> !pass.contains(mechanism))
                .filter(mechanism -> !(mechanism.equals(self) && namesHost))
                .toList();
    }

    /** Whether it leaves others the door open that the wanted one shuts: a softfail is a shut door to most. */
    boolean isOpen() {
        return Set.of("+", "?", "").contains(rest);
    }

    private boolean namesAddress(String address) {
        String version = address.indexOf(':') < 0 ? "ip4:" : "ip6:";
        String all = address.indexOf(':') < 0 ? "/32" : "/128";
        return pass.contains(version + address) || pass.contains(version + address + all);
    }
}
