// SPDX-License-Identifier: Apache-2.0
/** Rspamd: its files and what one sees of it when it works. */
@NullMarked
package io.github.tachydromos.sync.daemon.rspamd;

import org.jspecify.annotations.NullMarked;
