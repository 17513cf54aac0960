// SPDX-License-Identifier: Apache-2.0
/** The protocols as a foreign mail server and a mail client speak them: SMTP, IMAP, ManageSieve. */
@NullMarked
package io.github.tachydromos.e2e.client;

import org.jspecify.annotations.NullMarked;
