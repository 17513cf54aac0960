// SPDX-License-Identifier: Apache-2.0
/** The local cluster by way of the tools an operator would use: kubectl, helm, docker. */
@NullMarked
package io.github.tachydromos.e2e.cluster;

import org.jspecify.annotations.NullMarked;
