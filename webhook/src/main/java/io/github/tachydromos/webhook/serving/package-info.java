// SPDX-License-Identifier: Apache-2.0
/** The key pair that the server shows, and how many connections it keeps. */
@NullMarked
package io.github.tachydromos.webhook.serving;

import org.jspecify.annotations.NullMarked;
