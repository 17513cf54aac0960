// SPDX-License-Identifier: Apache-2.0
/** nginx: the front door of SOGo, and what clients and other servers ask to configure themselves. */
@NullMarked
package io.github.tachydromos.sync.daemon.nginx;

import org.jspecify.annotations.NullMarked;
