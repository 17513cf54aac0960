// SPDX-License-Identifier: Apache-2.0
/** The values files in chart/ci: those that must be refused, and those that must not. */
@NullMarked
package io.github.tachydromos.e2e.chart;

import org.jspecify.annotations.NullMarked;
