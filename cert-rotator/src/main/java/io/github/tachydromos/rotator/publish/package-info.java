// SPDX-License-Identifier: Apache-2.0
/** Writes Secrets, and tells about it on the suite document. */
@NullMarked
package io.github.tachydromos.rotator.publish;

import org.jspecify.annotations.NullMarked;
