// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.directory;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchResult;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.controls.ContentSyncInfoIntermediateResponse;
import com.unboundid.ldap.sdk.controls.ContentSyncState;
import com.unboundid.ldap.sdk.controls.ContentSyncStateControl;
import io.github.tachydromos.core.config.LdapSettings;
import io.github.tachydromos.core.config.SecretRef;
import io.github.tachydromos.sync.directory.SyncStrategy.Ending;
import io.github.tachydromos.sync.replica.DirectoryReplica;
import io.github.tachydromos.sync.replica.MassDeleteGuard;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The messages that RFC 4533 allows and slapd, as it is set up here, does not send. */
class ContentSessionTest {
    private static final String SCOPE = "scope";

    @TempDir
    private Path folder;

    private DirectoryReplica replica;
    private final FakeDirectoryListener told = new FakeDirectoryListener();
    private ReplicaFeed feed;

    @BeforeEach
    void fill() throws Exception {
        replica = DirectoryReplica.open(
                folder.resolve("directory.sqlite"),
                Optional.empty(),
                MassDeleteGuard.withDefaults(folder.resolve("allow-mass-delete")));
        LdapSettings ldap = new LdapSettings(
                "localhost",
                389,
                new LdapSettings.Tls(LdapSettings.Mode.NONE, ""),
                "dc=x",
                "ou=users,dc=x",
                "ou=domains,dc=x",
                "cn=reader,dc=x",
                new SecretRef("secret", "key", ""),
                true);
        feed = new ReplicaFeed(replica, told, new EntryMapping(ldap), SCOPE);
        try (ContentSession first = new ContentSession(feed, Optional.empty())) {
            for (String name : List.of("alice", "bob", "carol")) {
                first.searchEntryReturned(entry(ContentSyncState.ADD, name, ""));
            }
            first.intermediateResponseReturned(
                    ContentSyncInfoIntermediateResponse.createRefreshDeleteResponse(mark("1"), true));
        }
        told.next("refreshed");
    }

    @Test
    void deletesWhatADeletePhaseNames() throws Exception {
        try (ContentSession session = new ContentSession(feed, feed.cookie())) {
            session.intermediateResponseReturned(ContentSyncInfoIntermediateResponse.createSyncIDSetResponse(
                    mark("2"), List.of(id("alice"), id("bob")), true));
            assertThat(stored()).isEqualTo("1");

            session.intermediateResponseReturned(
                    ContentSyncInfoIntermediateResponse.createRefreshDeleteResponse(mark("3"), true));
        }

        assertThat(replica.accounts()).isEqualTo(1);
        assertThat(stored()).isEqualTo("3");
        assertThat(told.next("disabled")).isEqualTo("disabled [alice@example.org, bob@example.org]");
    }

    @Test
    void takesAPresentPhaseThatIsFollowedByADeletePhase() throws Exception {
        try (ContentSession session = new ContentSession(feed, feed.cookie())) {
            session.intermediateResponseReturned(
                    ContentSyncInfoIntermediateResponse.createSyncIDSetResponse(null, List.of(id("alice")), false));
            session.searchEntryReturned(entry(ContentSyncState.PRESENT, "bob", ""));
            session.intermediateResponseReturned(
                    ContentSyncInfoIntermediateResponse.createRefreshPresentResponse(null, false));
            session.searchEntryReturned(entry(ContentSyncState.DELETE, "alice", ""));
            session.searchEntryReturned(entry(ContentSyncState.ADD, "dora", ""));
            session.intermediateResponseReturned(
                    ContentSyncInfoIntermediateResponse.createRefreshDeleteResponse(mark("2"), true));
        }

        assertThat(told.next("changed")).isEqualTo("changed [alice@example.org, carol@example.org, dora@example.org]");
        assertThat(replica.accounts()).isEqualTo(2);
    }

    @Test
    void changesNothingWhenARefreshBreaksOff() throws Exception {
        try (ContentSession session = new ContentSession(feed, feed.cookie())) {
            session.searchEntryReturned(entry(ContentSyncState.DELETE, "alice", "2"));
            session.intermediateResponseReturned(
                    ContentSyncInfoIntermediateResponse.createRefreshPresentResponse(null, false));
        }

        assertThat(replica.accounts()).isEqualTo(3);
        assertThat(stored()).isEqualTo("1");
    }

    @Test
    void deletesASetInThePersistStage() throws Exception {
        try (ContentSession session = new ContentSession(feed, feed.cookie())) {
            session.intermediateResponseReturned(
                    ContentSyncInfoIntermediateResponse.createRefreshDeleteResponse(null, true));
            session.intermediateResponseReturned(ContentSyncInfoIntermediateResponse.createSyncIDSetResponse(
                    mark("2"), List.of(id("alice"), id("carol")), true));

            assertThat(replica.accounts()).isEqualTo(1);
            assertThat(stored()).isEqualTo("2");
        }
    }

    @Test
    void asksForEverythingWhenTheCookieIsNoLongerKnown() throws Exception {
        try (ContentSession session = new ContentSession(feed, feed.cookie())) {
            session.searchResultReceived(
                    null,
                    new SearchResult(
                            1, ResultCode.E_SYNC_REFRESH_REQUIRED, "too old", null, null, 0, 0, new Control[0]));

            assertThat(session.await(Duration.ZERO)).containsInstanceOf(Ending.ReloadRequired.class);
        }
    }

    @Test
    void endsOnAMessageThatItCannotUnderstand() throws Exception {
        try (ContentSession session = new ContentSession(feed, feed.cookie())) {
            session.searchEntryReturned(new SearchResultEntry("dc=x", List.of(), new Control[0]));

            assertThat(session.await(Duration.ZERO)).containsInstanceOf(Ending.Broken.class);
        }
        assertThat(replica.accounts()).isEqualTo(3);
    }

    private String stored() throws SQLException {
        return new String(
                Base64.getDecoder()
                        .decode(replica.syncPoint(SCOPE).orElseThrow().cookie()),
                StandardCharsets.US_ASCII);
    }

    private static ASN1OctetString mark(String text) {
        return new ASN1OctetString(text);
    }

    private static UUID id(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.US_ASCII));
    }

    private static SearchResultEntry entry(ContentSyncState state, String name, String cookie) {
        return new SearchResultEntry(
                "mail=" + name + "@example.org,ou=users,dc=x",
                List.of(
                        new Attribute("objectClass", "mailAccount"),
                        new Attribute("mail", name + "@example.org"),
                        new Attribute("mailActive", "TRUE"),
                        new Attribute("mailSendOnly", "FALSE"),
                        new Attribute("mailQuotaMb", "0"),
                        new Attribute("mailSuperUser", "FALSE")),
                new ContentSyncStateControl(state, id(name), cookie.isEmpty() ? null : mark(cookie)));
    }
}
