// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.scenario;

import io.github.tachydromos.core.finding.Finding;
import io.github.tachydromos.core.rule.Judgement;
import io.github.tachydromos.core.rule.Judgement.Accepted;
import io.github.tachydromos.core.rule.Judgement.Foreign;
import io.github.tachydromos.core.rule.Judgement.Rejected;
import io.github.tachydromos.core.rule.SuiteJudge;
import io.github.tachydromos.e2e.chart.Corpus;
import io.github.tachydromos.e2e.chart.RefusedValues;
import io.github.tachydromos.e2e.chart.RenderedChart;
import io.github.tachydromos.e2e.check.Together;
import io.github.tachydromos.e2e.cluster.Helm;
import io.github.tachydromos.e2e.cluster.Release;
import io.github.tachydromos.e2e.cluster.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;

/** The suite document that the chart makes of a values file of the corpus, for the running suite. */
record CorpusDocument(String name, String text) {
    private static final Workspace WORKSPACE = Workspace.find();
    private static final Corpus CORPUS = Corpus.in(WORKSPACE);
    private static final int AT_ONCE = 3;

    private static final class Once {
        private static final List<CorpusDocument> REFUSED =
                rendered(refusedFiles(), List.of("--skip-schema-validation"));
        private static final List<CorpusDocument> ACCEPTED = rendered(
                acceptedFiles(), List.of("--set=fullnameOverride=" + release().fullname()));

        private static Release release() {
            return RunningSuite.bed().release();
        }

        private static List<CorpusDocument> rendered(List<Path> files, List<String> flags) {
            try {
                return of(release(), files, flags);
            } catch (Exception e) {
                throw new IllegalStateException("the corpus could not be rendered", e);
            }
        }
    }

    /** Those with a fault that the document shows. */
    static List<CorpusDocument> refused() {
        return Once.REFUSED;
    }

    /** Those that nobody may refuse; the names of the release stay, whatever the file says. */
    static List<CorpusDocument> accepted() {
        return Once.ACCEPTED;
    }

    static CorpusDocument refused(String name) {
        return refused().stream()
                .filter(document -> document.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    static List<Path> refusedFiles() {
        try {
            return CORPUS.refused().stream()
                    .filter(values -> values.document().isPresent())
                    .map(RefusedValues::file)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Path> acceptedFiles() {
        try {
            return Stream.concat(
                            CORPUS.accepted().stream(),
                            Stream.of("e2e/demo-values.yaml", "e2e/second-values.yaml")
                                    .map(WORKSPACE::path))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The fault, or what is good, in a file's name. */
    static String name(Path file) {
        return file.getFileName().toString().replace(".yaml", "");
    }

    private static List<CorpusDocument> of(Release release, List<Path> files, List<String> flags) throws Exception {
        var documents = new ConcurrentSkipListMap<String, CorpusDocument>();
        Semaphore room = new Semaphore(AT_ONCE);
        Together.run(files.stream()
                .<Together.Step>map(file -> () -> {
                    room.acquire();
                    try {
                        CorpusDocument document = of(release, file, flags);
                        documents.put(document.name(), document);
                    } finally {
                        room.release();
                    }
                })
                .toList());
        return List.copyOf(documents.values());
    }

    private static CorpusDocument of(Release release, Path file, List<String> flags)
            throws IOException, InterruptedException {
        String manifests = Helm.in(WORKSPACE)
                .command("template", release, List.of(file), flags.toArray(String[]::new))
                .run()
                .text();
        return new CorpusDocument(name(file), new RenderedChart(manifests).document());
    }

    /** What the rules say against it, one line each: "path: what is wrong; what to do". */
    List<String> reasons() {
        return SuiteJudge.judge(text) instanceof Rejected(var reasons, var _) ? lines(reasons) : List.of();
    }

    List<String> warnings() {
        Judgement judgement = SuiteJudge.judge(text);
        return switch (judgement) {
            case Accepted(var _, var warnings) -> lines(warnings);
            case Rejected(var _, var warnings) -> lines(warnings);
            case Foreign _ -> List.of();
        };
    }

    private static List<String> lines(List<Finding> findings) {
        return findings.stream().map(Finding::toString).toList();
    }

    @Override
    public String toString() {
        return name;
    }
}
