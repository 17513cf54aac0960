// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.core.rule;

import io.github.tachydromos.core.config.SogoSettings.Workers;
import io.github.tachydromos.core.config.Suite;
import io.github.tachydromos.core.finding.Finding;
import io.github.tachydromos.core.finding.Rule;
import java.util.List;
import java.util.stream.Stream;

/** SOGo's pods and processes. */
final class WebmailRules {
    private static final String REPLICAS = "sogo.replicas";
    private static final String COUNT = "sogo.workerCount";
    private static final String EACH = "sogo.workerMemoryLimitMb";
    private static final String ALL_OF_THEM = "sogo.memoryLimitMb";

    static final Rule SECOND_POD = Rule.deny(
            "webmail-replicas",
            "More than one pod of SOGo is wanted: what they remember of users is in each pod.",
            "set it to 1; more memory and workers help instead");
    static final Rule TOO_MANY = Rule.deny(
            "webmail-workers-do-not-fit",
            "SOGo's workers may together take more memory than their container has: the kernel would end them amid"
                    + " requests.",
            "set fewer workers, or a higher limit");
    static final Rule TOO_SMALL = Rule.deny(
            "webmail-worker-too-small",
            "A worker of SOGo may have less memory than it begins with: it would end after each request.",
            "set " + Workers.LEAST_MB + " or more, or leave it unset");

    static final List<SuiteRule> ALL = List.of(
            new SuiteRule(SECOND_POD, List.of(REPLICAS), WebmailRules::secondPod),
            new SuiteRule(TOO_SMALL, List.of(EACH), WebmailRules::tooSmall),
            new SuiteRule(TOO_MANY, List.of(COUNT, EACH, ALL_OF_THEM), WebmailRules::tooMany));

    private WebmailRules() {}

    private static Stream<Finding> secondPod(Suite suite) {
        int replicas = suite.sogo().replicas();
        return replicas > 1
                ? Stream.of(SECOND_POD.at(
                        REPLICAS, replicas + " pods would each go on with users as they were before a change"))
                : Stream.empty();
    }

    private static Stream<Finding> tooSmall(Suite suite) {
        int each = suite.sogo().workers().memoryLimitMb();
        return each > 0 && each < Workers.LEAST_MB
                ? Stream.of(TOO_SMALL.at(EACH, each + " MB is less than a worker begins with"))
                : Stream.empty();
    }

    private static Stream<Finding> tooMany(Suite suite) {
        Workers workers = suite.sogo().workers();
        int all = workers.containerMemoryMb();
        int each = workers.megabytes();
        long need = (long) workers.processes() * each;
        if (all == 0 || need <= all) {
            return Stream.empty();
        }
        String place = workers.count() > 0 ? COUNT : workers.memoryLimitMb() > 0 ? EACH : ALL_OF_THEM;
        String fewer = all < each ? "" : "set " + COUNT + " to " + all / each + " or less, or ";
        return Stream.of(TOO_MANY.at(
                place,
                workers.processes() + " x " + each + " MB may be " + need + " MB, and the container has " + all + " MB",
                fewer + "set sogo.resources.limits.memory to " + need + "Mi or more"));
    }
}
