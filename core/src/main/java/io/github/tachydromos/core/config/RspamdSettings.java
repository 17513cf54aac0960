// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.core.config;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Rspamd: scans all mail and signs that of the managed domains.
 *
 * @param host host of the milter (11332) and of the controller (11334)
 * @param dkimSelector selector that is to sign; the one that does stands in the Secret ({@link DkimEntries})
 * @param dkimRotation how another selector comes to sign
 * @param dkimSecret Secret with the keys; the cert-rotator makes what it lacks
 * @param dkimRecords ConfigMap in which the cert-rotator tells the DNS records of the keys
 * @param password of the web interface
 * @param scores what becomes of a mail for its score
 * @param greylisting strangers whose mail looks a little like spam are told to come back
 * @param overrides files for Rspamd's {@code override.d}: name → content
 */
public record RspamdSettings(
        boolean enabled,
        String host,
        OnFailure onFailure,
        String dkimSelector,
        DkimRotation dkimRotation,
        String dkimSecret,
        String dkimRecords,
        SecretRef password,
        Scores scores,
        boolean greylisting,
        Bayes bayes,
        SortedMap<String, String> overrides) {

    public RspamdSettings {
        overrides = Collections.unmodifiableSortedMap(new TreeMap<>(overrides));
    }

    /**
     * The scores from which on a mail is refused, marked as spam, and told to come back.
     *
     * @param addHeader marked mail is filed into Junk
     */
    public record Scores(int reject, int addHeader, int greylist) {}

    /**
     * What is learnt from mail that users move.
     *
     * @param perUser each user teaches for himself only
     * @param minLearns mails of each kind that have to be learnt before they count
     */
    public record Bayes(boolean perUser, int minLearns) {}

    /** What becomes of mail while Rspamd does not answer. */
    public enum OnFailure implements Choice {
        /** The sender is told to try again: nothing passes unscanned or unsigned. */
        TEMPFAIL,
        /** It passes as it is. */
        ACCEPT
    }
}
