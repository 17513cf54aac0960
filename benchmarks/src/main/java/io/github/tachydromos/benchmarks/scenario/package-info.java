// SPDX-License-Identifier: Apache-2.0
/** What is measured, one class per subject, and what they need of the suite. */
@NullMarked
package io.github.tachydromos.benchmarks.scenario;

import org.jspecify.annotations.NullMarked;
