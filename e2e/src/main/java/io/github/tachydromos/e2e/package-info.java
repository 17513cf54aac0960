// SPDX-License-Identifier: Apache-2.0
/** Checks a running suite as a stranger's mail server and as a mail client. */
@NullMarked
package io.github.tachydromos.e2e;

import org.jspecify.annotations.NullMarked;
