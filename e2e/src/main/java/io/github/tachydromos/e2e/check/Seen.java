// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.check;

/** What a check observed, and whether that is what was expected. */
public record Seen(String observed, boolean pass) {
    public static Seen pass(String observed) {
        return new Seen(observed, true);
    }

    public static Seen fail(String observed) {
        return new Seen(observed, false);
    }
}
