// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.client;

/** Where an installed suite can be reached from outside. */
public record Endpoints(String host, Ports ports) {
    /** Named as in access.json. */
    public record Ports(int smtp, int smtps, int submission, int imap, int imaps, int sieve, int web) {}
}
