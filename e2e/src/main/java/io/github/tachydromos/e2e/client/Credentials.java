// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.client;

/** What a user types into his mail program. */
public interface Credentials {
    String mail();

    String password();
}
