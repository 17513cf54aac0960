// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.core.config;

import io.github.tachydromos.core.finding.Excerpt;
import io.github.tachydromos.core.finding.Finding;
import io.github.tachydromos.core.finding.Findings;
import io.github.tachydromos.core.finding.Rule;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The access tables of Postfix (access(5), cidr_table(5)), judged line by line: Postfix answers a client with an error
 * where a result is none, and leaves out without a word what it cannot read.
 */
enum AccessTable {
    /** Looked up by the name in HELO. */
    HELO,
    /** Looked up by the client's name and address. */
    CLIENT,
    /** Compared with the client's address, network by network. */
    NETWORKS;

    static final Rule LINE = Rule.deny(
            "access-line-invalid",
            "A line of an access table has no result, or a control character.",
            "write a pattern, a space and a result, as in \"mail.example.net OK\"");
    static final Rule CONTINUED = Rule.deny(
            "access-line-indented",
            "A line of an access table begins with a space: Postfix would add it to the line before.",
            "move it to the start of the line");
    static final Rule PATTERN = Rule.deny(
            "access-pattern-invalid",
            "The first word of a line is none that the table is searched by.",
            "write a host name or an address; in postfix.postscreenAccessList an address or a network");
    static final Rule RESULT = Rule.deny(
            "access-result-unknown",
            "A result is none of access(5): Postfix would answer each client that matches with a temporary error.",
            "write OK, REJECT, DUNNO, DEFER, DISCARD, a code with text as in 550 5.7.1 go away, or a restriction's name");
    static final Rule NETWORK_RESULT = Rule.deny(
            "access-result-not-permit",
            "A result of postfix.postscreenAccessList is not one that postscreen has.",
            "write permit, reject or dunno");
    static final Rule CODE_ALONE = Rule.deny(
            "access-code-without-text",
            "A result is a number and nothing else: Postfix takes that for OK, even 550.",
            "write OK, or add a text as in 550 5.7.1 go away");
    static final Rule NO_EFFECT = Rule.warn(
            "access-line-without-effect",
            "A line of an access table can never match as it is written.",
            "write the form that the table is searched by, or remove the line");
    static final Rule TWICE = Rule.deny(
            "access-pattern-twice",
            "A pattern stands twice in an access table: only the first one counts, and Postfix complains.",
            "remove one of the lines");

    static final List<Rule> RULES =
            List.of(LINE, CONTINUED, PATTERN, RESULT, NETWORK_RESULT, CODE_ALONE, NO_EFFECT, TWICE);

    private static final int LONGEST_NAME = 254;
    private static final Pattern HOST_PATTERN = Pattern.compile("\\.?[A-Za-z0-9_-]++(?:\\.[A-Za-z0-9_-]++)*+");
    private static final Pattern LITERAL = Pattern.compile("\\[(?:IPv6:)?+[0-9A-Fa-f.:]++]");
    private static final Pattern IPV6_PREFIX = Pattern.compile("[0-9A-Fa-f]{1,4}(?::[0-9A-Fa-f]{1,4}){0,7}+");

    /** Tells what is wrong with each line. */
    void judge(String text, String path, Findings findings) {
        Map<String, Integer> seen = new HashMap<>();
        int number = 0;
        for (String line : (Iterable<String>) text.lines()::iterator) {
            number++;
            String bare = line.strip();
            if (!bare.isEmpty() && bare.charAt(0) != '#') {
                fault(line, number, seen).ifPresent(fault -> findings.add(fault.rule, fault.at(path)));
            }
        }
    }

    private Optional<Fault> fault(String line, int number, Map<String, Integer> seen) {
        int end = 0;
        while (end < line.length() && line.charAt(end) > ' ' && line.charAt(end) <= '~') {
            end++;
        }
        String result = line.substring(end).strip();
        boolean parted = end < line.length() && (line.charAt(end) == ' ' || line.charAt(end) == '\t');
        if (!parted || result.isEmpty() || hasControl(line)) {
            return Optional.of(new Fault(LINE, number, "is not a line of an access table: " + Excerpt.quoted(line)));
        }
        if (end == 0) {
            return Optional.of(new Fault(CONTINUED, number, "begins with a space: " + Excerpt.quoted(result)));
        }
        String pattern = line.substring(0, end);
        Integer before = seen.putIfAbsent(pattern.toLowerCase(Locale.ROOT), number);
        return pattern(pattern, number)
                .or(() -> result(result, number))
                .or(() -> Optional.ofNullable(before)
                        .map(at -> new Fault(TWICE, number, "has the pattern of line " + at + " again")));
    }

    private Optional<Fault> pattern(String pattern, int number) {
        return this == NETWORKS ? network(pattern, number) : name(pattern, number);
    }

    private static Optional<Fault> network(String pattern, int number) {
        Optional<Network> network = Network.parse(pattern);
        if (network.isEmpty()) {
            return Optional.of(new Fault(PATTERN, number, Excerpt.quoted(pattern) + " is not an address or a network"));
        }
        return network.get()
                .withoutHostBits()
                .map(corrected -> new Fault(
                        ReadingRules.HOST_BITS,
                        number,
                        Excerpt.quoted(pattern) + " has bits set behind its prefix",
                        "write " + corrected.text() + " if that is what you mean"));
    }

    /** Names and addresses; with them whole groups of an address stand for a network, and a name for what is below it. */
    private Optional<Fault> name(String pattern, int number) {
        String quoted = Excerpt.quoted(pattern);
        if (pattern.indexOf('/') >= 0 && Network.parse(pattern).isPresent()) {
            return Optional.of(new Fault(
                    NO_EFFECT,
                    number,
                    quoted + " is a network, which this table is not searched by",
                    "write the first groups of the address, as 192.0.2, or a line of postfix.postscreenAccessList"));
        }
        boolean isName = pattern.length() <= LONGEST_NAME
                && HOST_PATTERN.matcher(pattern).matches();
        if (isName && pattern.startsWith(".")) {
            return Optional.of(new Fault(
                    NO_EFFECT,
                    number,
                    quoted + " matches nothing",
                    "write it without the dot: a name stands for all names below it too"));
        }
        return isName || isAddress(pattern)
                ? Optional.empty()
                : Optional.of(new Fault(PATTERN, number, quoted + " is neither a host name nor an address"));
    }

    private boolean isAddress(String pattern) {
        Pattern form = this == HELO ? LITERAL : IPV6_PREFIX;
        return Network.parse(pattern).isPresent() || form.matcher(pattern).matches();
    }

    private Optional<Fault> result(String result, int number) {
        if (this == NETWORKS) {
            return List.of("permit", "reject", "dunno").contains(result.toLowerCase(Locale.ROOT))
                    ? Optional.empty()
                    : Optional.of(new Fault(
                            NETWORK_RESULT, number, Excerpt.quoted(result) + " is not permit, reject or dunno"));
        }
        if (result.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Optional.of(new Fault(CODE_ALONE, number, Excerpt.quoted(result) + " alone means OK"));
        }
        return AccessResult.fault(result).map(fault -> new Fault(RESULT, number, fault));
    }

    private static boolean hasControl(String line) {
        for (int i = 0; i < line.length(); i++) {
            if (line.charAt(i) != '\t' && Character.isISOControl(line.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    /** What is wrong with a line, and what to do if the rule's remedy is not all that can be said. */
    private record Fault(Rule rule, int line, String message, String hint) {
        Fault(Rule rule, int line, String message) {
            this(rule, line, message, rule.remedy());
        }

        Finding at(String path) {
            return rule.at(path, "line " + line + ": " + message, hint);
        }
    }
}
