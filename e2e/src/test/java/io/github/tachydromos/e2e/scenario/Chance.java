// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.scenario;

import java.time.Duration;
import java.util.SplittableRandom;

/** Moments drawn by chance. The seed is printed, so that a failure can be repeated with {@code -De2e.seed=…}. */
final class Chance {
    private final SplittableRandom random;

    private Chance(long seed) {
        this.random = new SplittableRandom(seed);
    }

    static Chance of(String scenario) {
        long seed = Long.getLong("e2e.seed", System.nanoTime());
        System.out.println(scenario + ": moments by chance, repeat them with -De2e.seed=" + seed);
        return new Chance(seed);
    }

    Duration upTo(Duration longest) {
        return Duration.ofMillis(random.nextLong(longest.toMillis()));
    }

    int below(int number) {
        return random.nextInt(number);
    }
}
