// SPDX-License-Identifier: Apache-2.0
/** Single objects of the Kubernetes API: watched by name, and told about by Events. */
@NullMarked
package io.github.tachydromos.core.kube;

import org.jspecify.annotations.NullMarked;
