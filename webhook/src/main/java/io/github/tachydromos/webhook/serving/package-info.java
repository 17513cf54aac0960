// SPDX-License-Identifier: Apache-2.0
/** The key pair that the server shows. */
@NullMarked
package io.github.tachydromos.webhook.serving;

import org.jspecify.annotations.NullMarked;
