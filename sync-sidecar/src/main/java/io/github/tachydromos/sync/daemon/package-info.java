// SPDX-License-Identifier: Apache-2.0
/** What a daemon is to the sidecar: its files, its control socket, its probes. */
@NullMarked
package io.github.tachydromos.sync.daemon;

import org.jspecify.annotations.NullMarked;
