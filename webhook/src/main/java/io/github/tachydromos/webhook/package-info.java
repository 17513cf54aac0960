// SPDX-License-Identifier: Apache-2.0
/** Judges the objects of a release before the API server takes them. */
@NullMarked
package io.github.tachydromos.webhook;

import org.jspecify.annotations.NullMarked;
