// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon.postfix;

import io.github.tachydromos.core.config.PostfixSettings;
import io.github.tachydromos.core.tls.Pem;
import io.github.tachydromos.core.tls.PemException;
import io.github.tachydromos.core.tls.TlsBundle;
import io.github.tachydromos.sync.daemon.Inputs;
import io.github.tachydromos.sync.daemon.UnusableSecret;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** What the Secret of the relay host says: who we are there, and who certifies the host if no public authority does. */
record RelaySecret(String username, String password, Optional<String> authority) {

    /** The Secret that the suite names, if it names one and a host to use it at. */
    static Optional<String> name(PostfixSettings postfix) {
        return Optional.of(postfix.relayhostSecret())
                .filter(name -> !name.isEmpty() && !postfix.relayhost().isEmpty());
    }

    static Optional<RelaySecret> of(Inputs inputs) {
        return name(inputs.suite().postfix()).map(secret -> read(secret, inputs));
    }

    private static RelaySecret read(String secret, Inputs inputs) {
        String username = text(inputs, secret, "username");
        if (username.indexOf(':') >= 0) {
            throw new UnusableSecret(secret, "has a colon in \"username\", which Postfix cannot express");
        }
        return new RelaySecret(username, text(inputs, secret, "password"), authority(inputs, secret));
    }

    /** The one line of the table that smtp(8) looks the next hop up in. */
    String credentials(PostfixSettings postfix) {
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

    private static Optional<String> authority(Inputs inputs, String secret) {
        String pem = inputs.secrets().getOrDefault(secret, Map.of()).getOrDefault(TlsBundle.CA_ENTRY, "");
        if (pem.isBlank()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Pem.write(Pem.certificates(pem.getBytes(StandardCharsets.UTF_8))));
        } catch (PemException e) {
            throw new UnusableSecret(secret, TlsBundle.CA_ENTRY + ": " + e.getMessage());
        }
    }

    /** Without the password, so that it may be logged. */
    @Override
    public String toString() {
        return "RelaySecret[username=" + username + "]";
    }
}
