// SPDX-License-Identifier: Apache-2.0
/** Notices that an object of the suite has changed. */
@NullMarked
package io.github.tachydromos.rotator.cluster;

import org.jspecify.annotations.NullMarked;
