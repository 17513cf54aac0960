// SPDX-License-Identifier: Apache-2.0
/** What a suite document must not say: the rules that span fields, and the one judge that all programs ask. */
@NullMarked
package io.github.tachydromos.core.rule;

import org.jspecify.annotations.NullMarked;
