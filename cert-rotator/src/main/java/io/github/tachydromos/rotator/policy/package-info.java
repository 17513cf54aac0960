// SPDX-License-Identifier: Apache-2.0
/** Whether a Secret is kept, written or left alone: pure decisions. */
@NullMarked
package io.github.tachydromos.rotator.policy;

import org.jspecify.annotations.NullMarked;
