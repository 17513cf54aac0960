// SPDX-License-Identifier: Apache-2.0
/** An installed suite: bringing it up, and everything a check may touch of it. */
@NullMarked
package io.github.tachydromos.e2e.suite;

import org.jspecify.annotations.NullMarked;
