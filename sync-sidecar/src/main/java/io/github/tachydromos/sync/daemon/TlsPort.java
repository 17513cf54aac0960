// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon;

import java.io.IOException;
import java.security.cert.X509Certificate;

/** A port on which a daemon serves the mail certificate. */
public record TlsPort(int port, Handshake handshake) {

    /** Connects, begins TLS and says whose certificate is served, trusted or not. */
    @FunctionalInterface
    public interface Handshake {
        X509Certificate leaf() throws IOException;
    }
}
