// SPDX-License-Identifier: Apache-2.0
/** The offline command: the same verdicts without a cluster. */
@NullMarked
package io.github.tachydromos.webhook.validate;

import org.jspecify.annotations.NullMarked;
