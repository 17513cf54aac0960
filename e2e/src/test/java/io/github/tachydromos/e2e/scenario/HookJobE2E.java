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

/**
 * Values files at the chart's hook Job, on a first install and on an upgrade. Each costs a pod, so that a part of the
 * corpus is tried here; what the Job runs judges all of it in VerdictsAgreeE2E.
 */
class HookJobE2E {
    /** Of the bad files, half on a first install and half on an upgrade. */
    private static final int BAD = 30;

    /** Of the good files, with what this node lacks, or has given to the demo: no gate is asked about that. */
    private static final Map<String, List<String>> GOOD_FILES = Map.ofEntries(
            Map.entry("minimal", List.of()),
            Map.entry("original", List.of("--set=postfix.service.type=ClusterIP")),
            Map.entry("own-registry", List.of("--set=global.registry=docker.io")), // the README's
            Map.entry(
                    "demo-values",
                    List.of(
                            "--set=postfix.service.type=ClusterIP",
                            "--set=dovecot.service.type=ClusterIP",
                            "--set=sogo.service.type=ClusterIP")),
            Map.entry("second-values", List.of()),
            Map.entry("access-tables", List.of()),
            Map.entry("behind-a-proxy", List.of()),
            Map.entry("external-directory", List.of()),
            Map.entry("no-persistence", List.of()),
            Map.entry("relay-with-password", List.of()),
            Map.entry("relay-without-login", List.of()),
            Map.entry("spam-filter", List.of()),
            Map.entry("stopped", List.of()),
            Map.entry("trusted-clients", List.of()),
            Map.entry("two-postfix-pods", List.of()),
            Map.entry("without-webhook", List.of()));

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
            List<String> flags = GOOD_FILES.get(CorpusDocument.name(file));
            if (flags != null) {
                GOOD.add(trials.install(file, flags));
            }
        }
        assertThat(GOOD).hasSameSizeAs(GOOD_FILES.keySet());
        List<Path> bad = CorpusDocument.refusedFiles();
        twoFaults = trials.refusedInstall(bad.getFirst(), bad.getLast());
        // From all over the list: neighbours have the same part of the values at fault.
        for (int i = 0; i < BAD; i++) {
            Path file = bad.get(i * bad.size() / BAD);
            if (i % 2 == 0) {
                INSTALLS.add(trials.refusedInstall(file));
            } else {
                UPGRADES.add(trials.refusedUpgrade(file, UPGRADES.size()));
            }
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
