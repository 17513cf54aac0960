// SPDX-License-Identifier: Apache-2.0
/** Postfix: its files and what one sees of it when it works. */
@NullMarked
package io.github.tachydromos.sync.daemon.postfix;

import org.jspecify.annotations.NullMarked;
