// SPDX-License-Identifier: Apache-2.0
/** Single objects of the Kubernetes API: the suite document, Secrets, Events. */
@NullMarked
package io.github.tachydromos.sync.cluster;

import org.jspecify.annotations.NullMarked;
