// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.webhook.validate;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.tachydromos.core.finding.Verdict;
import io.github.tachydromos.webhook.suite.SuiteObjectRule;
import io.github.tachydromos.webhook.validate.Arguments.Help;
import io.github.tachydromos.webhook.validate.Arguments.Judge;
import io.github.tachydromos.webhook.validate.Arguments.Wrong;
import io.github.tachydromos.webhook.validate.HelmTemplate.Rendering.Refused;
import io.github.tachydromos.webhook.validate.HelmTemplate.Rendering.Rendered;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Judges files as the webhook judges objects, without a cluster. */
public final class ValidateCommand {
    static final int GOOD = 0;
    static final int FINDINGS = 1;
    static final int UNREADABLE = 2;

    private final Manifests manifests = new Manifests();
    private final InputStream in;
    private final PrintStream out;
    private final PrintStream errors;

    ValidateCommand(InputStream in, PrintStream out, PrintStream errors) {
        this.in = in;
        this.out = out;
        this.errors = errors;
    }

    public static void main(String[] args) throws InterruptedException {
        PrintStream out = new PrintStream(System.out, false, UTF_8);
        int code = new ValidateCommand(System.in, out, System.err).run(List.of(args));
        out.flush();
        System.exit(code);
    }

    int run(List<String> words) throws InterruptedException {
        try {
            return switch (Arguments.parse(words)) {
                case Help() -> {
                    out.print(Arguments.USAGE);
                    yield GOOD;
                }
                case Wrong(var reason) -> throw new Unreadable(reason);
                case Judge judge -> judge(judge);
            };
        } catch (Unreadable e) {
            errors.println(e.getMessage());
            return UNREADABLE;
        }
    }

    private int judge(Judge judge) throws Unreadable, InterruptedException {
        Report report = Report.of(
                judge.chart().isEmpty()
                        ? judged(judge.files())
                        : judged(judge.chart().get(), judge.files()));
        out.println(judge.json() ? report.json() : report.text());
        return report.allowed() ? GOOD : FINDINGS;
    }

    private List<Report.Judged> judged(Path chart, List<String> values) throws Unreadable, InterruptedException {
        return switch (HelmTemplate.render(chart, values)) {
            case Rendered(var manifests) -> judged(manifests);
            case Refused(var reasons) ->
                List.of(Report.judged(chart.toString(), new Verdict.Denied(reasons, List.of())));
        };
    }

    private List<Report.Judged> judged(List<String> files) throws Unreadable {
        List<Report.Judged> judged = new ArrayList<>();
        for (String file : files) {
            judged.addAll(judged(Source.read(file, in)));
        }
        return judged;
    }

    private List<Report.Judged> judged(Source source) throws Unreadable {
        return manifests.subjects(source).stream()
                .map(subject -> Report.judged(subject.title(), verdict(subject)))
                .toList();
    }

    private static Verdict verdict(Subject subject) {
        return switch (subject) {
            case Subject.Document(var _, var text) -> SuiteObjectRule.document(text);
            case Subject.ConfigMap(var _, var object) -> SuiteObjectRule.judge(object);
        };
    }
}
