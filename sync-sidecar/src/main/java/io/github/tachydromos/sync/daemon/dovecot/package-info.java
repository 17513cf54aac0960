// SPDX-License-Identifier: Apache-2.0
/** Dovecot in both of its roles: the mailbox server and the instance beside Postfix that only authenticates. */
@NullMarked
package io.github.tachydromos.sync.daemon.dovecot;

import org.jspecify.annotations.NullMarked;
