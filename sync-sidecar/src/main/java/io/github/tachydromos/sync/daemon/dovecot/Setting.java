// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon.dovecot;

import io.github.tachydromos.sync.render.ConfigValue;

/** A value in Dovecot 2.4's configuration syntax: in quotes nothing is expanded but {@code %}, which is doubled. */
record Setting(String quoted) {

    static Setting of(ConfigValue value) {
        String text = value.text().replace("\\", "\\\\").replace("\"", "\\\"").replace("%", "%%");
        return new Setting('"' + text + '"');
    }

    static Setting of(String text) {
        return of(new ConfigValue(text));
    }

    @Override
    public String toString() {
        return quoted;
    }
}
