// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.benchmarks.idle;

import java.util.concurrent.CountDownLatch;

/** Does nothing until it is ended: what a JVM needs before a program asks for anything. */
public final class Idle {
    private Idle() {}

    public static void main(String[] arguments) throws InterruptedException {
        new CountDownLatch(1).await();
    }
}
