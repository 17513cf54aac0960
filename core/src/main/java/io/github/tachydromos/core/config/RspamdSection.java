// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.core.config;

import io.github.tachydromos.core.config.RspamdSettings.Bayes;
import io.github.tachydromos.core.config.RspamdSettings.OnFailure;
import io.github.tachydromos.core.config.RspamdSettings.Scores;
import java.time.Duration;

/** Reads {@code rspamd}. */
final class RspamdSection {
    private static final int HIGHEST_SCORE = 1000;
    private static final int MOST_LEARNS = 10_000;

    private RspamdSection() {}

    static RspamdSettings read(Fields f) {
        return new RspamdSettings(
                f.flag("enabled"),
                f.line("host", Shape.HOST_NAME),
                Choice.of(f.line("onFailure", Shape.ON_FAILURE), OnFailure.TEMPFAIL),
                f.line("dkimSelector", Shape.SELECTOR),
                new DkimRotation(
                        f.flag("rotateDkim"),
                        f.lines("dkimWatchedDomains", Shape.HOST_NAME),
                        Duration.ofDays(f.number("dkimOverlapDays", 0, 366))),
                f.line("dkimSecret", Shape.OBJECT_NAME),
                f.line("dkimRecords", Shape.OBJECT_NAME),
                f.mapping("password", SuiteReader::secretRef),
                f.mapping("scores", RspamdSection::scores),
                f.flag("greylisting"),
                f.mapping("bayes", RspamdSection::bayes),
                f.texts("overrides", Shape.OVERRIDE));
    }

    private static Scores scores(Fields f) {
        return new Scores(
                f.number("reject", 1, HIGHEST_SCORE),
                f.number("addHeader", 1, HIGHEST_SCORE),
                f.number("greylist", 1, HIGHEST_SCORE));
    }

    private static Bayes bayes(Fields f) {
        return new Bayes(f.flag("perUser"), f.number("minLearns", 1, MOST_LEARNS));
    }
}
