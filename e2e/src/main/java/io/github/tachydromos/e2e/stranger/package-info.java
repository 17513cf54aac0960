// SPDX-License-Identifier: Apache-2.0
/** The foreign mail server of the tests: what it received, and closing its door. */
@NullMarked
package io.github.tachydromos.e2e.stranger;

import org.jspecify.annotations.NullMarked;
