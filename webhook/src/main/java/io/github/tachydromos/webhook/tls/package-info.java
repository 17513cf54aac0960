// SPDX-License-Identifier: Apache-2.0
/** The TLS Secrets that the suite document names, as objects to be warned about. */
@NullMarked
package io.github.tachydromos.webhook.tls;

import org.jspecify.annotations.NullMarked;
