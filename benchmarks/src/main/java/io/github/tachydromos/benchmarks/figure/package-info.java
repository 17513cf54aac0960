// SPDX-License-Identifier: Apache-2.0
/** What was measured, beside its yardstick, and where. */
@NullMarked
package io.github.tachydromos.benchmarks.figure;

import org.jspecify.annotations.NullMarked;
