// SPDX-License-Identifier: Apache-2.0
/** Lets daemons forget what they keep in memory of entries that changed. */
@NullMarked
package io.github.tachydromos.sync.forget;

import org.jspecify.annotations.NullMarked;
