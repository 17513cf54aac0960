// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.rotator.policy;

/** The annotations by which the program remembers what it did, and by which an operator asks for something. */
public final class Annotations {
    /** Digest of the leaf that the program wrote last into a Secret. */
    public static final String ISSUED_LEAF = "tachydromos.io/issued-leaf";

    /** An operator's order: any value that is new makes a certificate anew at once. */
    public static final String ROTATE = "tachydromos.io/rotate";

    /** The order that was carried out last. */
    public static final String ROTATED = "tachydromos.io/rotated";

    /** Name of the Secret that a certificate was taken from. */
    public static final String SHARED_FROM = "tachydromos.io/shared-from";

    /** When those who verify were told of the authorities that stand beside it. */
    public static final String TRUSTED_SINCE = "tachydromos.io/trusted-since";

    /** From here on nothing valid is left of what earlier authorities have signed. */
    public static final String TRUSTED_UNTIL = "tachydromos.io/trusted-until";

    /** An operator's word that the records of this selector, the next one, are published. */
    public static final String ACKNOWLEDGED = "tachydromos.io/dkim-acknowledged";

    private Annotations() {}
}
