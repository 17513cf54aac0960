// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.core.config;

/**
 * SOGo: webmail, calendars, address books, and what phones speak.
 *
 * @param host host of its HTTP server (8080) within the cluster
 * @param webmailHost host that users see it under
 * @param language language of who has chosen none, as SOGo names it
 * @param timeZone time zone of who has chosen none
 * @param passwordChange whether users may change their passwords, if the directory lets them
 */
public record SogoSettings(
        boolean enabled,
        int replicas,
        String host,
        String webmailHost,
        Workers workers,
        String language,
        String timeZone,
        Modules modules,
        boolean passwordChange) {

    /**
     * How many requests are worked on at once, each by a process of its own, as the author wrote it. 0 means: not said.
     *
     * @param memoryLimitMb memory that a process may have taken when it ends after a request
     * @param containerMemoryMb limit of the container that they are all in
     */
    public record Workers(int count, int memoryLimitMb, int containerMemoryMb) {}

    /** What users find in it. */
    public record Modules(boolean mail, boolean calendar, boolean contacts, boolean dav, boolean activeSync) {}
}
