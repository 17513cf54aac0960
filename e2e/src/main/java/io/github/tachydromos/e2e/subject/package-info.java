// SPDX-License-Identifier: Apache-2.0
/** The checks, one class per subject. */
@NullMarked
package io.github.tachydromos.e2e.subject;

import org.jspecify.annotations.NullMarked;
