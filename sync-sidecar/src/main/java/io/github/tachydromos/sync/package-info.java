// SPDX-License-Identifier: Apache-2.0
/** Watches directory, suite document and Secrets of one mail pod and keeps its daemons on a checked configuration. */
@NullMarked
package io.github.tachydromos.sync;

import org.jspecify.annotations.NullMarked;
