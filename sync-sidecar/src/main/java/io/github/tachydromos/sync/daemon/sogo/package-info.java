// SPDX-License-Identifier: Apache-2.0
/** SOGo. */
@NullMarked
package io.github.tachydromos.sync.daemon.sogo;

import org.jspecify.annotations.NullMarked;
