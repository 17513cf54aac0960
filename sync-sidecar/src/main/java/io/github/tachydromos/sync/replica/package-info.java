// SPDX-License-Identifier: Apache-2.0
/** The copy of the directory that the daemons read: one SQLite file, one transaction per change. */
@NullMarked
package io.github.tachydromos.sync.replica;

import org.jspecify.annotations.NullMarked;
