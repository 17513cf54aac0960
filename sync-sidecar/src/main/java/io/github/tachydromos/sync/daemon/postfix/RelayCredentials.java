// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon.postfix;

import io.github.tachydromos.core.config.PostfixSettings;
import io.github.tachydromos.sync.daemon.Inputs;
import io.github.tachydromos.sync.daemon.UnusableSecret;

/** The one line of the table that smtp(8) takes user name and password from. */
final class RelayCredentials {
    private RelayCredentials() {}

    static String line(PostfixSettings postfix, Inputs inputs) {
        String secret = postfix.relayhostSecret();
        String username = text(inputs, secret, "username");
        String password = text(inputs, secret, "password");
        if (username.indexOf(':') >= 0) {
            throw new UnusableSecret(secret, "has a colon in \"username\", which Postfix cannot express");
        }
        return postfix.relayhost() + " " + username + ":" + password + "\n";
    }

    /** A Secret made from a file often ends with a newline; blanks at the ends would be lost in the table. */
    private static String text(Inputs inputs, String secret, String key) {
        String text = inputs.secret(secret, key).stripTrailing();
        if (text.isEmpty() || !text.equals(text.strip()) || text.chars().anyMatch(Character::isISOControl)) {
            throw new UnusableSecret(secret, "has no usable text at \"" + key + "\"");
        }
        return text;
    }
}
