// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.directory;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** OpenLDAP's cookie, {@code rid=000,csn=<time>#<count>#<sid>#<mod>;…}: one change sequence number per server id. */
final class CsnCookie {

    private CsnCookie() {}

    /** Which of the marks the cookie has not reached; none if it is not a cookie of this form. */
    static Set<String> ahead(Set<String> marks, String cookie) {
        Set<String> ahead = new TreeSet<>();
        Map<String, String> reached = reached(cookie);
        if (!reached.isEmpty()) {
            for (String mark : marks) {
                // CSNs of one server sort as text.
                if (reached.getOrDefault(sid(mark), "").compareTo(mark) < 0) {
                    ahead.add(mark);
                }
            }
        }
        return ahead;
    }

    private static Map<String, String> reached(String cookie) {
        Map<String, String> reached = new HashMap<>();
        for (String part : cookie.split(",", -1)) {
            if (part.startsWith("csn=")) {
                for (String csn : part.substring("csn=".length()).split(";", -1)) {
                    reached.put(sid(csn), csn);
                }
            }
        }
        return reached;
    }

    private static String sid(String csn) {
        String[] fields = csn.split("#", -1);
        return fields.length == 4 ? fields[2] : "";
    }
}
