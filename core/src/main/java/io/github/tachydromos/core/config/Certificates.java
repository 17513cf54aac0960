// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.core.config;

import java.util.List;

/**
 * Names of the Secrets that hold certificates.
 *
 * @param mail key pair that mail clients and other mail servers see
 * @param ingress key pair that the ingress serves, which {@code mail} shares once it is good; may not exist
 * @param internalCa {@code ca.crt}, which the pods of a release trust
 * @param internalCaKey key pair of that authority; only the cert-rotator reads it
 * @param internal leaves for traffic between pods, issued by it
 */
public record Certificates(
        String mail, String ingress, String internalCa, String internalCaKey, List<Internal> internal) {

    public Certificates {
        internal = List.copyOf(internal);
    }

    /** A key pair for the given names, with {@code tls.crt}, {@code tls.key} and {@code ca.crt}. */
    public record Internal(String secret, List<String> dnsNames) {
        public Internal {
            dnsNames = List.copyOf(dnsNames);
        }
    }
}
