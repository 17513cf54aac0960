// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.core.tls;

import java.io.Serial;

/** A text is not the PEM that was asked for; the message says what is wrong with it and quotes nothing of it. */
public final class PemException extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    public PemException(String message) {
        super(message);
    }

    PemException(String message, Throwable cause) {
        super(message, cause);
    }
}
