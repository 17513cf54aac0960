// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.core.finding;

/**
 * One fault in what an author wrote, a value and never an exception: all of them are told at once.
 *
 * @param rule id of the rule that it breaks
 * @param path where, as {@code postfix.trustedProxies[1]}
 * @param message what is wrong, lower case, without a full stop, the value quoted
 * @param hint what to do instead
 */
public record Finding(String rule, String path, String message, String hint) {

    /** {@code path: message; hint}, one line. */
    @Override
    public String toString() {
        return path + ": " + message + "; " + hint;
    }
}
