// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.core.config;

/** The Helm release; {@code fullname} is the prefix of all its objects. */
public record Release(String name, String namespace, String fullname) {}
