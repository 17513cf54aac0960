// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon;

import io.github.tachydromos.core.config.SecretRef;

/** The password of Rspamd's controller: Rspamd compares with it, and Dovecot hands it mail to learn from. */
public final class RspamdPassword {
    private RspamdPassword() {}

    /** A Secret made from a file often ends with a newline. */
    public static String of(Inputs inputs) {
        SecretRef reference = inputs.suite().rspamd().password();
        String password = inputs.secret(reference).stripTrailing();
        if (password.isEmpty() || password.chars().anyMatch(c -> c < ' ' || c > '~')) {
            throw new UnusableSecret(reference.secret(), "has a password that no HTTP header can carry");
        }
        return password;
    }
}
