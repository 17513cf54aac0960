// SPDX-License-Identifier: Apache-2.0
/** Measures a running suite beside its yardsticks. */
@NullMarked
package io.github.tachydromos.benchmarks;

import org.jspecify.annotations.NullMarked;
