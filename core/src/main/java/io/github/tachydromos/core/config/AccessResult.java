// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.core.config;

import io.github.tachydromos.core.finding.Excerpt;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The right side of a line of an access table: an action of access(5), or restrictions of postconf(5). */
final class AccessResult {
    private static final Pattern CODE = Pattern.compile("[45][0-9]{2} .*");
    private static final Set<String> WITH_OR_WITHOUT_TEXT = Set.of(
            "ok",
            "relay",
            "dunno",
            "reject",
            "defer",
            "defer_if_reject",
            "defer_if_permit",
            "discard",
            "hold",
            "info",
            "warn");
    private static final Set<String> RESTRICTIONS = Set.of(
            "permit",
            "permit_auth_destination",
            "permit_inet_interfaces",
            "permit_mynetworks",
            "permit_sasl_authenticated",
            "permit_tls_all_clientcerts",
            "reject",
            "reject_invalid_helo_hostname",
            "reject_multi_recipient_bounce",
            "reject_non_fqdn_helo_hostname",
            "reject_non_fqdn_recipient",
            "reject_non_fqdn_sender",
            "reject_plaintext_session",
            "reject_unauth_destination",
            "reject_unauth_pipelining",
            "reject_unknown_client_hostname",
            "reject_unknown_helo_hostname",
            "reject_unknown_recipient_domain",
            "reject_unknown_reverse_client_hostname",
            "reject_unknown_sender_domain",
            "reject_unlisted_recipient",
            "reject_unlisted_sender",
            "reject_unverified_recipient",
            "reject_unverified_sender",
            "warn_if_reject",
            "defer",
            "defer_if_permit",
            "defer_if_reject",
            "defer_unauth_destination");
    private static final Set<String> WITH_A_LIST = Set.of(
            "permit_dnswl_client",
            "permit_rhswl_client",
            "reject_rbl_client",
            "reject_rhsbl_client",
            "reject_rhsbl_helo",
            "reject_rhsbl_recipient",
            "reject_rhsbl_reverse_client",
            "reject_rhsbl_sender");
    private static final Pattern LIST = Pattern.compile("[A-Za-z0-9._=\\[\\];-]++");

    private AccessResult() {}

    /** What is wrong with a result that is not a number alone. */
    static Optional<String> fault(String result) {
        String word = firstWord(result);
        String action = word.toLowerCase(Locale.ROOT);
        String rest = result.substring(word.length()).strip();
        if (WITH_OR_WITHOUT_TEXT.contains(action) || CODE.matcher(result).matches()) {
            return Optional.empty();
        }
        return switch (action) {
            case "redirect", "bcc" -> unless(Syntax.isMailAddress(rest), word, "a mail address", rest);
            case "filter" -> unless(rest.matches("[a-z0-9_-]+:\\S*"), word, "transport:destination", rest);
            case "prepend" -> unless(rest.matches("[!-9;-~]+:.+"), word, "a header line", rest);
            default -> restrictions(result);
        };
    }

    private static String firstWord(String result) {
        int end = 0;
        while (end < result.length() && result.charAt(end) != ' ' && result.charAt(end) != '\t') {
            end++;
        }
        return result.substring(0, end);
    }

    private static Optional<String> unless(boolean fits, String action, String needed, String rest) {
        return fits
                ? Optional.empty()
                : Optional.of(Excerpt.of(action) + " needs " + needed + " behind it, not " + Excerpt.quoted(rest));
    }

    /** Tables cannot be named here: Postfix opens those of its configuration only. */
    private static Optional<String> restrictions(String result) {
        boolean listWanted = false;
        for (String word : result.split("[ \\t,]+", -1)) {
            String name = word.toLowerCase(Locale.ROOT);
            if (listWanted
                    ? !LIST.matcher(word).matches()
                    : !RESTRICTIONS.contains(name) && !WITH_A_LIST.contains(name)) {
                return Optional.of(Excerpt.quoted(word) + " is not a result");
            }
            listWanted = !listWanted && WITH_A_LIST.contains(name);
        }
        return listWanted ? Optional.of(Excerpt.quoted(result) + " names no list") : Optional.empty();
    }
}
