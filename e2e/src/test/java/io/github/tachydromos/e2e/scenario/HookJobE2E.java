// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.tachydromos.e2e.scenario.HelmTrials.Trial;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The corpus of values files at the chart's hook Job, on a first install and on an upgrade. */
class HookJobE2E {
    /** Files at each of the two; together they are all that the document shows. */
    private static final int ENOUGH = 32;

    /** What this node lacks, or has given to the demo: no gate is asked about it. */
    private static final Map<String, List<String>> ELSEWHERE = Map.of(
            "own-registry", List.of("--set=global.registry=docker.io"),
            "placed-pods", List.of("--set=nodeSelector=null"),
            "node-ports", List.of("--set=postfix.service.type=ClusterIP", "--set=dovecot.service.type=ClusterIP"),
            "demo-values", List.of("--set=postfix.service.type=ClusterIP", "--set=dovecot.service.type=ClusterIP"),
            "original", List.of("--set=postfix.service.type=ClusterIP"),
            "web-interface", List.of("--set=rspamd.httproute.enabled=false"), // no Gateway API here
            "own-names", List.of("--set=fullnameOverride=iris")); // another file has its name

    private static final List<Trial> GOOD = new ArrayList<>();
    private static final List<Trial> INSTALLS = new ArrayList<>();
    private static final List<Trial> UPGRADES = new ArrayList<>();

    private static PodlessNamespace namespace;
    private static HelmTrials trials;
    private static SteadyMail mail;
    private static Trial twoFaults;

    /** All begin here, the good ones first, and are looked at below. */
    @BeforeAll
    static void begin() throws Exception {
        mail = SteadyMail.start(RunningSuite.bed());
        namespace = PodlessNamespace.create("gates");
        trials = new HelmTrials(namespace);
        for (Path file : CorpusDocument.acceptedFiles()) {
            GOOD.add(trials.install(file, ELSEWHERE.getOrDefault(CorpusDocument.name(file), List.of())));
        }
        List<Path> bad = CorpusDocument.refusedFiles();
        twoFaults = trials.refusedInstall(bad.getFirst(), bad.getLast());
        for (Path file : bad.subList(0, ENOUGH)) {
            INSTALLS.add(trials.refusedInstall(file));
        }
        for (Path file : bad.subList(bad.size() - ENOUGH, bad.size())) {
            UPGRADES.add(trials.refusedUpgrade(file, UPGRADES.size()));
        }
    }

    @TestFactory
    Stream<DynamicTest> takesGoodValues() {
        return each(GOOD, trial -> assertThat(trial.refused()).as(trial.said()).isFalse());
    }

    @TestFactory
    Stream<DynamicTest> refusesAFirstInstall() {
        return each(INSTALLS, trial -> tellsEveryFinding(trial, CorpusDocument.refused(trial.file())));
    }

    @TestFactory
    Stream<DynamicTest> refusesAnUpgrade() {
        return each(UPGRADES, trial -> tellsEveryFinding(trial, CorpusDocument.refused(trial.file())));
    }

    @Test
    void tellsTwoFaultsAtOnce() throws Exception {
        List<CorpusDocument> bad = CorpusDocument.refused();

        tellsEveryFinding(twoFaults, bad.getFirst());
        tellsEveryFinding(twoFaults, bad.getLast());
    }

    private interface Look {
        void at(Trial trial) throws Exception;
    }

    private static Stream<DynamicTest> each(List<Trial> all, Look look) {
        return all.stream().map(trial -> dynamicTest(trial.file(), () -> look.at(trial)));
    }

    /** Helm shows what the Job has printed: a line for each finding of the rules, with path and remedy. */
    private static void tellsEveryFinding(Trial trial, CorpusDocument document) throws Exception {
        String demo = RunningSuite.bed().release().fullname();
        assertThat(trial.refused()).as(trial.said()).isTrue();
        assertThat(document.reasons())
                .isNotEmpty()
                .allSatisfy(line -> assertThat(trial.said())
                        .contains("error: " + line.replace(demo, trial.release().fullname()) + " ["));
    }

    @AfterAll
    static void end() throws Exception {
        mail.assertFlowed();
        trials.end();
        namespace.delete();
    }
}
