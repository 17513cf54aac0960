// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.core.rule;

import io.github.tachydromos.core.config.Suite;
import io.github.tachydromos.core.finding.Finding;
import io.github.tachydromos.core.finding.Rule;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/** How many pods there are, what they keep and what they take. */
final class PodRules {
    private static final String SIZE = "postfix.messageSizeLimitMb";
    private static final int SMALL_MB = 10;
    private static final int LARGE_MB = 150;

    static final Rule SECOND_WRITER = Rule.deny(
            "dovecot-replicas",
            "More than one Dovecot is wanted: two servers would write one mailbox.",
            "set it to 1; more processor and memory help instead");
    static final Rule NOBODY =
            Rule.warn("replicas-none", "No pod of a server is wanted: nobody answers in its place.", "set it to 1");
    static final Rule VOLATILE = Rule.warn(
            "persistence-off",
            "A server's volume is not kept: its queue, its mailboxes, its accounts or its calendars end with the pod.",
            "set it to true, unless the release is for trying only");
    static final Rule MESSAGE_SIZE = Rule.warn(
            "message-size-unusual",
            "The largest mail is smaller than " + SMALL_MB + " MB or larger than " + LARGE_MB
                    + " MB: ordinary mail is refused, or other servers refuse ours.",
            "set it to 50, which most servers can be sent");

    static final List<SuiteRule> ALL = List.of(
            new SuiteRule(SECOND_WRITER, List.of("dovecot.replicas"), PodRules::secondWriter),
            nobody("postfix", suite -> suite.postfix().replicas()),
            nobody("dovecot", suite -> suite.dovecot().replicas()),
            kept("ldap", "accounts", suite -> suite.ldap().persistence()),
            kept("postfix", "queued mail", suite -> suite.postfix().persistence()),
            kept("dovecot", "all mail", suite -> suite.dovecot().persistence()),
            kept("database", "calendars and contacts", suite -> suite.database().persistence()),
            new SuiteRule(MESSAGE_SIZE, List.of(SIZE), PodRules::messageSize));

    private PodRules() {}

    private static Stream<Finding> secondWriter(Suite suite) {
        int replicas = suite.dovecot().replicas();
        return replicas > 1
                ? Stream.of(SECOND_WRITER.at("dovecot.replicas", replicas + " would let two servers write one mailbox"))
                : Stream.empty();
    }

    private static SuiteRule nobody(String section, ToIntFunction<Suite> replicas) {
        String path = section + ".replicas";
        return new SuiteRule(
                NOBODY,
                List.of(path),
                suite -> Stream.of(suite)
                        .filter(s -> replicas.applyAsInt(s) == 0)
                        .map(_ -> NOBODY.at(path, "is 0: no " + section + " runs")));
    }

    private static SuiteRule kept(String section, String lost, Predicate<Suite> kept) {
        String path = section + ".persistence";
        return new SuiteRule(
                VOLATILE,
                List.of(path),
                suite -> Stream.of(suite)
                        .filter(kept.negate())
                        .map(_ -> VOLATILE.at(path, "is off: " + lost + " will be lost with the pod")));
    }

    private static Stream<Finding> messageSize(Suite suite) {
        int size = suite.postfix().messageSizeLimitMb();
        return size < SMALL_MB || size > LARGE_MB
                ? Stream.of(MESSAGE_SIZE.at(SIZE, size + " MB is an unusual limit"))
                : Stream.empty();
    }
}
