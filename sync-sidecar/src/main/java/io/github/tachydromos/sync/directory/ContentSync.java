// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.directory;

import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.controls.ContentSyncRequestControl;
import com.unboundid.ldap.sdk.controls.ContentSyncRequestMode;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * RFC 4533 refreshAndPersist: OpenLDAP (syncprov) and 389 Directory Server. One search below the base DN brings domains
 * and users, so that there is one cookie and the replica is never half of the directory.
 */
final class ContentSync implements SyncStrategy {
    static final String CONTROL = ContentSyncRequestControl.SYNC_REQUEST_OID;

    private static final Logger LOG = LoggerFactory.getLogger(ContentSync.class);

    private final String baseDn;
    private final Duration heartbeat;
    private final ReplicaFeed feed;

    ContentSync(String baseDn, Duration heartbeat, ReplicaFeed feed) {
        this.baseDn = baseDn;
        this.heartbeat = heartbeat;
        this.feed = feed;
    }

    @Override
    public Ending follow(LDAPConnection connection) throws LDAPException, SQLException, InterruptedException {
        Ending ending = follow(connection, feed.cookie());
        if (ending instanceof Ending.ReloadRequired(var reason)) {
            LOG.atWarn().addKeyValue("reason", reason).log("the directory asks for a full reload");
            ending = follow(connection, Optional.empty());
        }
        return ending;
    }

    private Ending follow(LDAPConnection connection, Optional<String> cookie)
            throws LDAPException, SQLException, InterruptedException {
        try (ContentSession session = new ContentSession(feed, cookie)) {
            var _ = connection.asyncSearch(request(session, cookie)); // the session hears of its end
            Heartbeat beat = new Heartbeat(connection, baseDn, heartbeat);
            while (true) {
                Optional<Ending> ending = session.await(heartbeat).or(() -> beat.check(session));
                if (ending.isPresent()) {
                    return ending.get();
                }
            }
        }
    }

    private SearchRequest request(ContentSession session, Optional<String> cookie) throws LDAPException {
        SearchRequest request =
                new SearchRequest(session, baseDn, SearchScope.SUB, EntryMapping.filter(), EntryMapping.attributes());
        request.addControl(new ContentSyncRequestControl(
                true,
                ContentSyncRequestMode.REFRESH_AND_PERSIST,
                cookie.map(mark -> new ASN1OctetString(Base64.getDecoder().decode(mark)))
                        .orElse(null),
                false));
        request.setIntermediateResponseListener(session);
        request.setResponseTimeoutMillis(0); // it never ends by itself
        return request;
    }
}
