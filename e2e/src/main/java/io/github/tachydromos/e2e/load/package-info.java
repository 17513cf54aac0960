// SPDX-License-Identifier: Apache-2.0
/** Constant use of a suite while something is done to it, and what of it failed. */
@NullMarked
package io.github.tachydromos.e2e.load;

import org.jspecify.annotations.NullMarked;
