// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.webhook.validate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.tachydromos.core.finding.Finding;
import io.github.tachydromos.core.finding.Verdict;
import io.github.tachydromos.core.finding.Verdict.Allowed;
import io.github.tachydromos.core.finding.Verdict.Denied;
import java.util.ArrayList;
import java.util.List;

/** What the command prints: one finding, one line. */
record Report(boolean allowed, List<Judged> judged) {
    Report {
        judged = List.copyOf(judged);
    }

    /** One document. */
    record Judged(String subject, boolean allowed, List<Line> findings) {
        Judged {
            findings = List.copyOf(findings);
        }
    }

    /** One finding; severity is error or warning. */
    record Line(String severity, String rule, String path, String message, String hint) {
        private static Line of(String severity, Finding finding) {
            return new Line(severity, finding.rule(), finding.path(), finding.message(), finding.hint());
        }

        private String text() {
            return severity + ": " + path + ": " + message + "; " + hint + (rule.isEmpty() ? "" : " [" + rule + "]");
        }
    }

    static Judged judged(String subject, Verdict verdict) {
        List<Line> lines = new ArrayList<>();
        if (verdict instanceof Denied(var reasons, var _)) {
            reasons.forEach(finding -> lines.add(Line.of("error", finding)));
        }
        verdict.warnings().forEach(finding -> lines.add(Line.of("warning", finding)));
        return new Judged(subject, verdict instanceof Allowed, lines);
    }

    static Report of(List<Judged> judged) {
        return new Report(judged.stream().allMatch(Judged::allowed), judged);
    }

    String json() {
        try {
            return JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a report cannot be written", e);
        }
    }

    String text() {
        List<String> lines = new ArrayList<>();
        for (Judged one : judged) {
            one.findings().forEach(line -> lines.add(line.text()));
            lines.add(one.subject() + (one.allowed() ? " is good" : " is refused"));
        }
        return String.join("\n", lines);
    }
}
