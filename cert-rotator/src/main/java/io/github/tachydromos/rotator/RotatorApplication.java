// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.rotator;

import io.micronaut.runtime.Micronaut;

/** Makes and renews the Secrets that a suite needs. */
public final class RotatorApplication {
    private RotatorApplication() {}

    public static void main(String[] args) {
        Micronaut.build(args).mainClass(RotatorApplication.class).banner(false).start();
    }
}
