// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.core.config;

import io.github.tachydromos.core.config.RspamdSettings.OnFailure;

/** Reads {@code rspamd}. */
final class RspamdSection {
    private RspamdSection() {}

    static RspamdSettings read(Fields f) {
        return new RspamdSettings(
                f.flag("enabled"),
                f.line("host", Shape.HOST_NAME),
                OnFailure.of(f.line("onFailure", Shape.ON_FAILURE)),
                f.line("dkimSelector", Shape.SELECTOR),
                f.line("dkimSecret", Shape.OBJECT_NAME),
                f.line("dkimRecords", Shape.OBJECT_NAME),
                f.mapping("password", SuiteReader::secretRef),
                f.texts("overrides", Shape.OVERRIDE));
    }
}
