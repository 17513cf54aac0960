// SPDX-License-Identifier: Apache-2.0
/** HAProxy before Postfix: believes the PROXY header of listed peers only. */
@NullMarked
package io.github.tachydromos.sync.daemon.haproxy;

import org.jspecify.annotations.NullMarked;
