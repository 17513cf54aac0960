// SPDX-License-Identifier: Apache-2.0
/** The suite document: the whole non-secret configuration of a release, as records. */
@NullMarked
package io.github.tachydromos.core.config;

import org.jspecify.annotations.NullMarked;
