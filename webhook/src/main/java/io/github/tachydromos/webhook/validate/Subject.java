// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.webhook.validate;

import io.github.tachydromos.webhook.suite.SuiteObject;

/** Something in a text that is to be judged. */
sealed interface Subject {
    /** What a report calls it. */
    String title();

    /** A suite document by itself. */
    record Document(String title, String text) implements Subject {}

    /** A ConfigMap that holds one. */
    record ConfigMap(String title, SuiteObject object) implements Subject {}
}
