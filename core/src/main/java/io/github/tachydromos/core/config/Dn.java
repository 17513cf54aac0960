// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.core.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Distinguished names in the form of RFC 4514, without its hexadecimal values. Stricter than the LDAP library, so that
 * what is accepted here never fails there; and this module needs no LDAP library for it.
 */
public final class Dn {
    private static final int LONGEST = 1000;
    private static final Pattern ATTRIBUTE = Pattern.compile("[A-Za-z][A-Za-z0-9-]*+|[0-9]++(?:\\.[0-9]++)++");
    private static final String ESCAPED = " \"#+,;<=>\\";
    private static final String HEX = "0123456789abcdefABCDEF";

    private Dn() {}

    public static boolean isOne(String text) {
        return text.length() <= LONGEST
                && parts(text, ',').stream()
                        .allMatch(rdn -> parts(rdn, '+').stream().allMatch(Dn::isAssertion));
    }

    /** Whether {@code dn} is {@code base} or an entry below it; both should be distinguished names. */
    public static boolean isWithin(String dn, String base) {
        List<String> names = normalized(dn);
        List<String> bases = normalized(base);
        return names.size() >= bases.size()
                && names.subList(names.size() - bases.size(), names.size()).equals(bases);
    }

    private static List<String> normalized(String dn) {
        return parts(dn, ',').stream().map(Dn::normalizedRdn).toList();
    }

    /** Case does not count in the attributes that directories are built of: dc, ou, o, cn. */
    private static String normalizedRdn(String rdn) {
        int equals = rdn.indexOf('=');
        String attribute = rdn.substring(0, Math.max(equals, 0)).strip();
        return (attribute + "=" + rdn.substring(equals + 1).strip()).toLowerCase(Locale.ROOT);
    }

    private static boolean isAssertion(String text) {
        int equals = text.indexOf('=');
        return equals > 0
                && ATTRIBUTE.matcher(text.substring(0, equals).strip()).matches()
                && isValue(text.substring(equals + 1).strip());
    }

    private static boolean isValue(String value) {
        if (value.isEmpty() || value.charAt(0) == '#') {
            return false;
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\\') {
                int escape = escape(value, i + 1);
                if (escape == 0) {
                    return false;
                }
                i += escape;
            } else if ("\"+,;<>".indexOf(c) >= 0) {
                return false;
            }
        }
        return true;
    }

    /** How many characters behind a backslash belong to it; 0 if it is none of an escape. */
    private static int escape(String value, int at) {
        if (at < value.length() && ESCAPED.indexOf(value.charAt(at)) >= 0) {
            return 1;
        }
        boolean hex =
                at + 1 < value.length() && HEX.indexOf(value.charAt(at)) >= 0 && HEX.indexOf(value.charAt(at + 1)) >= 0;
        return hex ? 2 : 0;
    }

    /** Splits at separators that no backslash takes away. */
    private static List<String> parts(String text, char separator) {
        List<String> parts = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '\\') {
                i++;
            } else if (text.charAt(i) == separator) {
                parts.add(text.substring(start, i));
                start = i + 1;
            }
        }
        parts.add(text.substring(start));
        return parts;
    }
}
