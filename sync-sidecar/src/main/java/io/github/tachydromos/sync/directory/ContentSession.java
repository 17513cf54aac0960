// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.directory;

import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.ldap.sdk.AsyncRequestID;
import com.unboundid.ldap.sdk.AsyncSearchResultListener;
import com.unboundid.ldap.sdk.IntermediateResponse;
import com.unboundid.ldap.sdk.IntermediateResponseListener;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchResult;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchResultReference;
import com.unboundid.ldap.sdk.controls.ContentSyncInfoIntermediateResponse;
import com.unboundid.ldap.sdk.controls.ContentSyncStateControl;
import io.github.tachydromos.sync.directory.SyncStrategy.Ending;
import io.github.tachydromos.sync.replica.ReplicaTransaction;
import io.github.tachydromos.sync.replica.UuidSet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The messages of one content synchronisation search, in their order (the connection's reader thread calls). The whole
 * refresh stage is one transaction; then each message is one.
 */
final class ContentSession implements AsyncSearchResultListener, IntermediateResponseListener, AutoCloseable {
    private static final long serialVersionUID = 1L;

    private final transient ReplicaFeed feed;
    private final transient CompletableFuture<Ending> ending = new CompletableFuture<>();
    private final transient UuidSet present = new UuidSet();
    private final boolean fromCookie;
    private transient Optional<String> cookie;
    private transient @Nullable ReplicaTransaction refresh;
    private long messages;

    /** Begins the transaction of the refresh stage. */
    ContentSession(ReplicaFeed feed, Optional<String> cookie) throws SQLException {
        this.feed = feed;
        this.cookie = cookie;
        this.fromCookie = cookie.isPresent();
        this.refresh = feed.begin();
    }

    /** Waits for the end of the search, at most so long. */
    Optional<Ending> await(Duration limit) throws InterruptedException {
        try {
            return Optional.of(ending.get(limit.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e); // nothing completes it so
        }
    }

    /** How far the replica has come: the committed cookie, and whether the refresh stage is over. */
    synchronized Progress progress() {
        return new Progress(refresh == null, cookie.map(ContentSession::text).orElse(""), messages);
    }

    /** A moment of a session. */
    record Progress(boolean persisting, String cookie, long messages) {}

    /** Rolls an unfinished refresh back; messages that still arrive are dropped. */
    @Override
    public synchronized void close() throws SQLException {
        ending.complete(new Ending.Ended("closed"));
        if (refresh != null) {
            refresh.close();
            refresh = null;
        }
    }

    @Override
    public synchronized void searchEntryReturned(SearchResultEntry entry) {
        handle(() -> {
            ContentSyncStateControl state = ContentSyncStateControl.get(entry);
            if (state == null) {
                throw new IOException("an entry without sync state control: " + Printable.of(entry.getDN()));
            }
            ReplicaTransaction stage = refresh;
            if (stage != null) {
                remember(state.getCookie());
                take(stage, state, entry);
            } else {
                try (ReplicaTransaction change = feed.begin()) {
                    take(change, state, entry);
                    remember(state.getCookie());
                    feed.commit(change, cookie);
                }
            }
        });
    }

    @Override
    public void searchReferenceReturned(SearchResultReference reference) {
        // Another server's part of the tree is not followed.
    }

    @Override
    public synchronized void intermediateResponseReturned(IntermediateResponse response) {
        handle(() -> {
            if (!ContentSyncInfoIntermediateResponse.SYNC_INFO_OID.equals(response.getOID())) {
                return;
            }
            ContentSyncInfoIntermediateResponse info = ContentSyncInfoIntermediateResponse.decode(response);
            remember(info.getCookie());
            ReplicaTransaction stage = refresh;
            if (stage != null) {
                take(stage, info);
            } else {
                try (ReplicaTransaction change = feed.begin()) {
                    if (info.refreshDeletes()) {
                        delete(change, info);
                    }
                    feed.commit(change, cookie);
                }
            }
        });
    }

    @Override
    public synchronized void searchResultReceived(AsyncRequestID id, SearchResult result) {
        ResultCode code = result.getResultCode();
        String reason =
                code + " " + Optional.ofNullable(result.getDiagnosticMessage()).orElse("");
        // OpenLDAP says "unwilling to perform" to a cookie that is newer than itself: its database was set back.
        boolean cookieRefused = code.equals(ResultCode.E_SYNC_REFRESH_REQUIRED)
                || (fromCookie && refresh != null && code.equals(ResultCode.UNWILLING_TO_PERFORM));
        ending.complete(
                cookieRefused
                        ? new Ending.ReloadRequired(Printable.of(reason))
                        : new Ending.Ended(Printable.of(reason)));
    }

    private void take(ReplicaTransaction change, ContentSyncStateControl state, SearchResultEntry entry)
            throws SQLException {
        UUID uuid = state.getEntryUUID();
        switch (state.getState()) {
            case PRESENT -> present.add(uuid);
            case ADD, MODIFY -> {
                present.add(uuid);
                feed.put(change, uuid, entry);
            }
            case DELETE -> change.delete(uuid);
        }
    }

    /** RFC 4533 3.3.1 and 3.3.2: a present phase, a delete phase, or one after the other. */
    private void take(ReplicaTransaction stage, ContentSyncInfoIntermediateResponse info)
            throws SQLException, IOException {
        switch (info.getType()) {
            case NEW_COOKIE -> {
                // Stored when the stage is done: until then the replica is not what the cookie says.
            }
            case SYNC_ID_SET -> {
                if (info.refreshDeletes()) {
                    delete(stage, info);
                } else {
                    uuids(info).forEach(present::add);
                }
            }
            case REFRESH_PRESENT -> {
                stage.deleteAllBut(present);
                finish(stage, info);
            }
            case REFRESH_DELETE -> {
                if (!fromCookie) {
                    // All entries came, none is named as deleted: what did not come is gone.
                    stage.deleteAllBut(present);
                }
                finish(stage, info);
            }
        }
    }

    private void finish(ReplicaTransaction stage, ContentSyncInfoIntermediateResponse info)
            throws SQLException, IOException {
        if (!info.refreshDone()) {
            return;
        }
        boolean committed = feed.commitRefresh(stage, cookie);
        refresh = null;
        if (!committed) {
            ending.complete(new Ending.Held());
        }
    }

    private static void delete(ReplicaTransaction change, ContentSyncInfoIntermediateResponse info)
            throws SQLException {
        for (UUID uuid : uuids(info)) {
            change.delete(uuid);
        }
    }

    private static List<UUID> uuids(ContentSyncInfoIntermediateResponse info) {
        return Optional.ofNullable(info.getEntryUUIDs()).orElse(List.of());
    }

    private void remember(@Nullable ASN1OctetString mark) {
        if (mark != null) {
            cookie = Optional.of(Base64.getEncoder().encodeToString(mark.getValue()));
        }
    }

    private static String text(String base64) {
        return new String(Base64.getDecoder().decode(base64), StandardCharsets.ISO_8859_1);
    }

    /** What is done for one message. */
    private interface Step {
        void run() throws LDAPException, SQLException, IOException;
    }

    private void handle(Step step) {
        if (ending.isDone()) {
            return;
        }
        messages++;
        try {
            step.run();
        } catch (LDAPException | SQLException | IOException | RuntimeException e) {
            ending.complete(new Ending.Broken(e));
        }
    }
}
