// SPDX-License-Identifier: Apache-2.0
/** What two programs share: the suite document, findings, certificates. */
@NullMarked
package io.github.tachydromos.core;

import org.jspecify.annotations.NullMarked;
