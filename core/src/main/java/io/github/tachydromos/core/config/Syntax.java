// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.core.config;

import java.util.regex.Pattern;

/** Whether a text is a host name or a mail address as this suite accepts them. */
public final class Syntax {
    private static final String LABEL = "[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?";
    private static final Pattern HOST = Pattern.compile(LABEL + "(?:\\." + LABEL + ")*");
    private static final Pattern LOCAL_PART =
            Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*");
    private static final Pattern OBJECT_NAME =
            Pattern.compile("[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*");
    private static final Pattern SECRET_KEY = Pattern.compile("[-._a-zA-Z0-9]+");
    private static final Pattern NUMBER_LAST = Pattern.compile("(?:.*\\.)?[0-9]+");

    /** Terms of RFC 7208 4.6.1, as far as a slip can be told from them; text that has no place in a quoted string is none. */
    private static final Pattern SPF = Pattern.compile(
            "v=spf1(?: (?:[+?~-]?(?:all|(?:a|mx|ptr)(?::[^ /]+)?(?:/\\d{1,3})?(?://\\d{1,3})?"
                    + "|(?:ip4|ip6|include|exists):[^ ]+)|(?:redirect|exp)=[^ ]+))*",
            Pattern.CASE_INSENSITIVE);

    private Syntax() {}

    /** One that fits into an answer of DNS over UDP (RFC 7208 3.4). */
    static boolean isSpf(String text) {
        return text.length() <= 450
                && text.chars().allMatch(c -> c >= ' ' && c <= '~' && c != '"' && c != '\\')
                && SPF.matcher(text).matches();
    }

    /** RFC 1123 2.1: letters, digits and hyphens, at most 253 characters; a number at the end makes it an address. */
    public static boolean isHost(String text) {
        return text.length() <= 253
                && HOST.matcher(text).matches()
                && !NUMBER_LAST.matcher(text).matches();
    }

    /** A name of a Kubernetes object (RFC 1123 subdomain); unlike a host it may be all digits and dots. */
    static boolean isObjectName(String text) {
        return text.length() <= 253 && OBJECT_NAME.matcher(text).matches();
    }

    /** A DKIM selector (RFC 6376 3.1) that leaves room for {@code -ed} and the domain in a name of DNS. */
    public static boolean isSelector(String text) {
        return text.length() <= 60 && HOST.matcher(text).matches();
    }

    /** A key of a Secret's data. */
    static boolean isSecretKey(String text) {
        return text.length() <= 253 && SECRET_KEY.matcher(text).matches();
    }

    /** A host name of at least two labels. */
    public static boolean isFullyQualified(String text) {
        return isHost(text) && text.indexOf('.') > 0;
    }

    /** A dot-atom at a fully qualified domain (RFC 5321 4.1.2; quoted local parts are not accepted), 254 characters at most. */
    public static boolean isMailAddress(String text) {
        int at = text.lastIndexOf('@');
        return at > 0
                && at <= 64
                && text.length() <= 254
                && LOCAL_PART.matcher(text.substring(0, at)).matches()
                && isFullyQualified(text.substring(at + 1));
    }
}
