// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.core.rule;

import io.github.tachydromos.core.config.Suite;
import io.github.tachydromos.core.finding.Excerpt;
import io.github.tachydromos.core.finding.Finding;
import io.github.tachydromos.core.finding.Rule;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The names that the suite answers to. */
final class AddressRules {
    private static final String POSTMASTER = "dovecot.postmasterEmail";
    private static final String SUPERUSER = "dovecot.superuserUsername";
    private static final String DELIMITER = "postfix.recipientDelimiter";

    /** RFC 2606. */
    private static final Pattern EXAMPLE = Pattern.compile(
            "(?:.*[.@])?(?:example\\.(?:com|net|org)|example|test|invalid|localhost)", Pattern.CASE_INSENSITIVE);

    static final Rule EXAMPLE_NAME = Rule.warn(
            "example-name",
            "A name is in a domain that is kept for examples (RFC 2606): no mail from outside ever reaches it.",
            "set it to a name of your own");
    static final Rule POSTMASTER_WITHOUT_MAILBOX = Rule.deny(
            "postmaster-is-superuser",
            "The postmaster's address is the super-user's, who has no mailbox: complaints would be refused.",
            "set one of them to another address");
    static final Rule COMMON_DELIMITER = Rule.warn(
            "delimiter-in-names",
            "The delimiter of address tags is a character that names have too: mail for an unknown jane-doe would go to"
                    + " jane.",
            "set + unless all your addresses are without it");

    static final List<SuiteRule> ALL = List.of(
            example("hostname", Suite::hostname),
            example(POSTMASTER, suite -> suite.dovecot().postmasterEmail()),
            example(SUPERUSER, suite -> suite.dovecot().superuserUsername()),
            new SuiteRule(POSTMASTER_WITHOUT_MAILBOX, List.of(POSTMASTER, SUPERUSER), AddressRules::postmaster),
            new SuiteRule(COMMON_DELIMITER, List.of(DELIMITER), AddressRules::delimiter));

    private AddressRules() {}

    private static SuiteRule example(String path, Function<Suite, String> name) {
        return new SuiteRule(
                EXAMPLE_NAME,
                List.of(path),
                suite -> Stream.of(name.apply(suite))
                        .filter(text -> EXAMPLE.matcher(text).matches())
                        .map(text -> EXAMPLE_NAME.at(path, Excerpt.quoted(text) + " is a name for examples")));
    }

    private static Stream<Finding> postmaster(Suite suite) {
        String superuser = suite.dovecot().superuserUsername();
        return suite.dovecot().postmasterEmail().equalsIgnoreCase(superuser)
                ? Stream.of(POSTMASTER_WITHOUT_MAILBOX.at(
                        POSTMASTER, Excerpt.quoted(superuser) + " is the super-user, who has no mailbox"))
                : Stream.empty();
    }

    private static Stream<Finding> delimiter(Suite suite) {
        String delimiter = suite.postfix().recipientDelimiter();
        return !delimiter.isEmpty() && ".-_".contains(delimiter)
                ? Stream.of(COMMON_DELIMITER.at(DELIMITER, Excerpt.quoted(delimiter) + " is common in names"))
                : Stream.empty();
    }
}
