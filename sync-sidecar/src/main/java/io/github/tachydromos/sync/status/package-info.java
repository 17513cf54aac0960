// SPDX-License-Identifier: Apache-2.0
/** What the program tells of itself: readiness and metrics. */
@NullMarked
package io.github.tachydromos.sync.status;

import org.jspecify.annotations.NullMarked;
