// SPDX-License-Identifier: Apache-2.0
/** What {@code helm test} runs: the suite as its users and strangers see it, through its Services. */
@NullMarked
package io.github.tachydromos.sync.acceptance;

import org.jspecify.annotations.NullMarked;
