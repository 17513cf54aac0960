// SPDX-License-Identifier: Apache-2.0
/** What is wrong with something that an author wrote, and the rule that says so. */
@NullMarked
package io.github.tachydromos.core.finding;

import org.jspecify.annotations.NullMarked;
