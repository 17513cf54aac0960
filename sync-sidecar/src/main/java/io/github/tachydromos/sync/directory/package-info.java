// SPDX-License-Identifier: Apache-2.0
/** Follows the LDAP directory: connection, synchronisation strategy, and what an entry means. */
@NullMarked
package io.github.tachydromos.sync.directory;

import org.jspecify.annotations.NullMarked;
