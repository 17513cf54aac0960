// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.core.config;

/**
 * Entries of the Secret with the signing keys. Which selector signs stands beside its keys, so that nobody ever reads
 * the one without the other; the same three entries under a prefix are the keys to come and those before.
 */
public final class DkimEntries {
    /** Selector of the RSA key. */
    public static final String SELECTOR = "selector";

    public static final String RSA = "rsa.pem";

    public static final String ED25519 = "ed25519.pem";

    /** Prefix of keys that wait for their records to be published. */
    public static final String NEXT = "next.";

    /** Prefix of keys that signed before. */
    public static final String PREVIOUS = "previous.";

    private DkimEntries() {}

    /** Selector of the Ed25519 key: a selector has one key. */
    public static String ed25519Selector(String selector) {
        return selector + "-ed";
    }
}
