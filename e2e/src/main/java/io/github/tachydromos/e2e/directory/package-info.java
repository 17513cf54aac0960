// SPDX-License-Identifier: Apache-2.0
/** The seeded accounts, and changes of entries as an operator makes them. */
@NullMarked
package io.github.tachydromos.e2e.directory;

import org.jspecify.annotations.NullMarked;
