// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.webhook.serving;

import java.security.cert.X509Certificate;
import java.util.Optional;

/**
 * What the server shows, and what is wrong with the Secret that it comes from.
 *
 * @param leaf the certificate that new connections get; empty until there was a good one
 * @param fault why what is in the Secret is not shown; empty if it is
 */
public record ServingStatus(Optional<X509Certificate> leaf, Optional<String> fault) {}
