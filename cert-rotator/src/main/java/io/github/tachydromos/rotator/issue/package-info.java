// SPDX-License-Identifier: Apache-2.0
/** Makes keys, certificates and passwords. */
@NullMarked
package io.github.tachydromos.rotator.issue;

import org.jspecify.annotations.NullMarked;
