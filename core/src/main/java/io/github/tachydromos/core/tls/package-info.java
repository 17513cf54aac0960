// SPDX-License-Identifier: Apache-2.0
/** Certificates and keys as Secrets and PEM files hold them. */
@NullMarked
package io.github.tachydromos.core.tls;

import org.jspecify.annotations.NullMarked;
