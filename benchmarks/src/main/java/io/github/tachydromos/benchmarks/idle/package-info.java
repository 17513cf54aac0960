// SPDX-License-Identifier: Apache-2.0
/** The yardstick of memory. */
@NullMarked
package io.github.tachydromos.benchmarks.idle;

import org.jspecify.annotations.NullMarked;
