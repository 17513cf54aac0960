// SPDX-License-Identifier: Apache-2.0
/** What a check is, how it waits, and the table and report that come of it. */
@NullMarked
package io.github.tachydromos.e2e.check;

import org.jspecify.annotations.NullMarked;
