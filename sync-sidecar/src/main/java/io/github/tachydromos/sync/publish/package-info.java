// SPDX-License-Identifier: Apache-2.0
/** Numbered generations of rendered trees in the state folder, and which of them is good. */
@NullMarked
package io.github.tachydromos.sync.publish;

import org.jspecify.annotations.NullMarked;
