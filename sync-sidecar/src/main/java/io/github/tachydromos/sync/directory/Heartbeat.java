// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.directory;

import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import io.github.tachydromos.sync.directory.ContentSession.Progress;
import io.github.tachydromos.sync.directory.SyncStrategy.Ending;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Tells a quiet directory from a dead connection, which looks the same: asks on the same connection for the directory's
 * own mark, contextCSN, and compares it with the cookie (OpenLDAP; another server is only asked whether it answers).
 */
final class Heartbeat {
    private static final String CONTEXT_CSN = "contextCSN";

    private final LDAPConnection connection;
    private final String baseDn;
    private final Duration limit;
    private Set<String> missed = Set.of();
    private long messages;

    Heartbeat(LDAPConnection connection, String baseDn, Duration limit) {
        this.connection = connection;
        this.baseDn = baseDn;
        this.limit = limit;
    }

    Optional<Ending> check(ContentSession session) {
        try {
            Set<String> marks = contextCsn();
            Progress progress = session.progress();
            Set<String> ahead = progress.persisting() ? CsnCookie.ahead(marks, progress.cookie()) : Set.of();
            // Twice the same and no message between: not merely on its way.
            boolean silent = !ahead.isEmpty() && ahead.equals(missed) && messages == progress.messages();
            missed = ahead;
            messages = progress.messages();
            return silent
                    ? Optional.of(new Ending.Silent("contextCSN is " + marks + ", nothing of that came"))
                    : Optional.empty();
        } catch (LDAPException e) {
            Progress progress = session.progress();
            if (connection.isConnected() && !progress.persisting() && progress.messages() != messages) {
                messages = progress.messages();
                return Optional.empty(); // the answer stands in line behind a large refresh
            }
            return Optional.of(new Ending.Silent(Printable.reason(e)));
        }
    }

    private Set<String> contextCsn() throws LDAPException {
        SearchRequest request =
                new SearchRequest(baseDn, SearchScope.BASE, Filter.createPresenceFilter("objectClass"), CONTEXT_CSN);
        request.setResponseTimeoutMillis(limit.toMillis());
        SearchResultEntry suffix = connection.searchForEntry(request);
        Set<String> marks = new TreeSet<>();
        if (suffix != null && suffix.hasAttribute(CONTEXT_CSN)) {
            marks.addAll(Set.of(suffix.getAttributeValues(CONTEXT_CSN)));
        }
        return marks;
    }
}
