// SPDX-License-Identifier: Apache-2.0
/** What the API server says about the release. */
@NullMarked
package io.github.tachydromos.webhook.cluster;

import org.jspecify.annotations.NullMarked;
