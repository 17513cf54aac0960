// SPDX-License-Identifier: Apache-2.0
/** Compares what is wanted with what runs and closes the gap, one daemon at a time. */
@NullMarked
package io.github.tachydromos.sync.reconcile;

import org.jspecify.annotations.NullMarked;
