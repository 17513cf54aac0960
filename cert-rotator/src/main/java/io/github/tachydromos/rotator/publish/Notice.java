// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.rotator.publish;

/** Something that whoever looks after the release should see; {@code reason} is one word in CamelCase. */
public record Notice(Subject about, Severity severity, String reason, String message) {

    /** The two types of a Kubernetes Event. */
    public enum Severity {
        NORMAL,
        WARNING
    }
}
