// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.directory;

import io.github.tachydromos.core.config.Syntax;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Addresses from the directory. Narrower than RFC 5321: whatever means something to a table, a query, a shell or a
 * template ({@code ' " % $ \ `} and their like) is not taken, although queries quote it.
 */
final class MailAddress {
    private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9.!#&+=?^_~-]+@[A-Za-z0-9.-]+");

    private MailAddress() {}

    /** In lower case, or empty if it is not one. */
    static Optional<String> parse(String text) {
        return Syntax.isMailAddress(text) && SAFE.matcher(text).matches()
                ? Optional.of(text.toLowerCase(Locale.ROOT))
                : Optional.empty();
    }

    /** A domain name in lower case, or empty if it is not one. */
    static Optional<String> domain(String text) {
        return Syntax.isFullyQualified(text) ? Optional.of(text.toLowerCase(Locale.ROOT)) : Optional.empty();
    }
}
