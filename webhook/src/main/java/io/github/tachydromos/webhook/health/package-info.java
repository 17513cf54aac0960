// SPDX-License-Identifier: Apache-2.0
/** What probes and Prometheus see. */
@NullMarked
package io.github.tachydromos.webhook.health;

import org.jspecify.annotations.NullMarked;
