// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.webhook.validate;

import java.io.Serial;

/** The input is not there, or nothing that can be judged; the message says what and what to do. */
final class Unreadable extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    Unreadable(String message) {
        super(message);
    }
}
