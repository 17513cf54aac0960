// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync;

import io.micronaut.runtime.Micronaut;

/** The sync-sidecar: one in every mail pod. */
public final class SyncApplication {

    private SyncApplication() {}

    public static void main(String[] args) {
        Micronaut.build(args).mainClass(SyncApplication.class).banner(false).start();
    }
}
