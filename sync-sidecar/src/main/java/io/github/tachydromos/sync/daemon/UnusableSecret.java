// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon;

/** A Secret that does not hold what a daemon needs. The message never quotes its content. */
public final class UnusableSecret extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnusableSecret(String secret, String fault) {
        super("Secret \"" + secret + "\" " + fault);
    }
}
