// SPDX-License-Identifier: Apache-2.0
/** Compares the Secrets that the suite wants with those that are there. */
@NullMarked
package io.github.tachydromos.rotator.reconcile;

import org.jspecify.annotations.NullMarked;
