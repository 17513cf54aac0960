// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.core.finding;

/**
 * One kind of fault that the product knows; the page of rules lists all of them.
 *
 * @param id in kebab case, never changed once released
 * @param what one sentence: when it is found
 * @param remedy what to do, in the imperative
 */
public record Rule(String id, Severity severity, String what, String remedy) {

    /** Whether what breaks the rule is refused. */
    public enum Severity {
        DENY,
        WARN
    }

    public static Rule deny(String id, String what, String remedy) {
        return new Rule(id, Severity.DENY, what, remedy);
    }

    public static Rule warn(String id, String what, String remedy) {
        return new Rule(id, Severity.WARN, what, remedy);
    }

    /** A case of it, with the rule's own remedy. */
    public Finding at(String path, String message) {
        return at(path, message, remedy);
    }

    /** A case of which more is known than the rule's remedy says. */
    public Finding at(String path, String message, String hint) {
        return new Finding(id, path, message, hint);
    }
}
