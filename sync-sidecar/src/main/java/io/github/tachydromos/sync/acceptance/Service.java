// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.acceptance;

import java.util.Locale;

/** A part of the suite that is tried through its Service. */
enum Service {
    POSTFIX,
    DOVECOT,
    SOGO;

    /** As its Service and its pods' label name it. */
    String component() {
        return name().toLowerCase(Locale.ROOT);
    }
}
