// SPDX-License-Identifier: Apache-2.0
/** What is wrong with what an author wrote. */
@NullMarked
package io.github.tachydromos.core.finding;

import org.jspecify.annotations.NullMarked;
