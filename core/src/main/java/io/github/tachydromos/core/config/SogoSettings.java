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
 * @param passwordPolicy whether the directory has a policy that tells its reasons, and a reader that may write passwords
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
        boolean passwordChange,
        boolean passwordPolicy) {

    /**
     * How many requests are worked on at once, each by a process of its own, as the author wrote it. 0 means: not said.
     *
     * @param memoryLimitMb memory that a process may have taken when it ends after a request
     * @param containerMemoryMb limit of the container that they are all in
     */
    public record Workers(int count, int memoryLimitMb, int containerMemoryMb) {
        /** A worker begins with about 100 MB of address space, most of it shared with the others. */
        public static final int LEAST_MB = 128;

        private static final int USUAL_MB = 256;
        private static final int FEW = 3;
        private static final int MANY = 8;

        /** How many there are to be. */
        public int processes() {
            if (count > 0) {
                return count;
            }
            return containerMemoryMb == 0 ? MANY : Math.clamp(containerMemoryMb / megabytes(), 1, MANY);
        }

        /** How large one may have grown. */
        public int megabytes() {
            if (memoryLimitMb > 0) {
                return memoryLimitMb;
            }
            int share = containerMemoryMb / (count > 0 ? count : FEW);
            return containerMemoryMb == 0 ? USUAL_MB : Math.clamp(share, LEAST_MB, USUAL_MB);
        }
    }

    /** What users find in it, beside address books. */
    public record Modules(boolean mail, boolean calendar, boolean dav, boolean activeSync) {}
}
