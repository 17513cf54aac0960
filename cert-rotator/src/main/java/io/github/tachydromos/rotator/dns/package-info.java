// SPDX-License-Identifier: Apache-2.0
/** Looks at what the world is told. */
@NullMarked
package io.github.tachydromos.rotator.dns;

import org.jspecify.annotations.NullMarked;
