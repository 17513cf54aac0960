// SPDX-License-Identifier: Apache-2.0
/** A real browser, for what people see. */
@NullMarked
package io.github.tachydromos.e2e.browser;

import org.jspecify.annotations.NullMarked;
