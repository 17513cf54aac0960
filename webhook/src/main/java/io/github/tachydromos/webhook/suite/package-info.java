// SPDX-License-Identifier: Apache-2.0
/** The ConfigMap that holds the suite document, as an object to be judged. */
@NullMarked
package io.github.tachydromos.webhook.suite;

import org.jspecify.annotations.NullMarked;
