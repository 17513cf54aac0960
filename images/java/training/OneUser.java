// SPDX-License-Identifier: Apache-2.0
import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.ldap.listener.CannedResponseRequestHandler;
import com.unboundid.ldap.listener.LDAPListenerClientConnection;
import com.unboundid.ldap.listener.LDAPListenerRequestHandler;
import com.unboundid.ldap.protocol.AddRequestProtocolOp;
import com.unboundid.ldap.protocol.BindRequestProtocolOp;
import com.unboundid.ldap.protocol.CompareRequestProtocolOp;
import com.unboundid.ldap.protocol.DeleteRequestProtocolOp;
import com.unboundid.ldap.protocol.ExtendedRequestProtocolOp;
import com.unboundid.ldap.protocol.IntermediateResponseProtocolOp;
import com.unboundid.ldap.protocol.LDAPMessage;
import com.unboundid.ldap.protocol.ModifyDNRequestProtocolOp;
import com.unboundid.ldap.protocol.ModifyRequestProtocolOp;
import com.unboundid.ldap.protocol.SearchRequestProtocolOp;
import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.controls.ContentSyncInfoIntermediateResponse;
import com.unboundid.ldap.sdk.controls.ContentSyncRequestControl;
import com.unboundid.ldap.sdk.controls.ContentSyncState;
import com.unboundid.ldap.sdk.controls.ContentSyncStateControl;
import com.unboundid.ldif.LDIFException;
import java.util.List;
import java.util.UUID;

/** A directory with a domain and a user, who changes after a while; it says yes to everything else. */
final class OneUser extends LDAPListenerRequestHandler {
    private static final ASN1OctetString COOKIE = new ASN1OctetString("rid=001,csn=20260101000000.000000Z#000000#000#000000");
    private static final String SUFFIX = "dc=tachydromos,dc=local";

    private final CannedResponseRequestHandler yes = new CannedResponseRequestHandler();
    private final LDAPListenerClientConnection connection;

    OneUser(LDAPListenerClientConnection connection) {
        this.connection = connection;
    }

    @Override
    public OneUser newInstance(LDAPListenerClientConnection client) {
        return new OneUser(client);
    }

    @Override
    public LDAPMessage processSearchRequest(int id, SearchRequestProtocolOp request, List<Control> controls) {
        try {
            if (controls.stream().anyMatch(control -> control.getOID().equals(ContentSyncRequestControl.SYNC_REQUEST_OID))) {
                send(id, ContentSyncState.ADD, "dn: ou=example.org,ou=domains," + SUFFIX, "objectClass: organizationalUnit",
                        "ou: example.org");
                send(id, ContentSyncState.ADD, user("10"));
                connection.sendIntermediateResponse(id, new IntermediateResponseProtocolOp(
                        ContentSyncInfoIntermediateResponse.createRefreshDeleteResponse(COOKIE, true)));
                Thread.sleep(3_000);
                send(id, ContentSyncState.MODIFY, user("20"));
                Thread.sleep(Long.MAX_VALUE); // such a search does not end
            }
            if (request.getBaseDN().isEmpty()) {
                connection.sendSearchResultEntry(id, new Entry("dn:", "objectClass: top",
                        "supportedControl: " + ContentSyncRequestControl.SYNC_REQUEST_OID));
            }
        } catch (LDAPException | LDIFException | InterruptedException e) {
            e.printStackTrace();
        }
        return yes.processSearchRequest(id, request, controls);
    }

    private static String[] user(String quota) {
        return new String[] {
            "dn: mail=ann@example.org,ou=users," + SUFFIX, "objectClass: inetOrgPerson", "objectClass: mailAccount", "cn: Ann",
            "sn: Example", "mail: ann@example.org", "mailAlias: info@example.org", "mailActive: TRUE", "mailSendOnly: FALSE",
            "mailSuperUser: FALSE", "mailQuotaMb: " + quota
        };
    }

    private void send(int id, ContentSyncState state, String... ldif) throws LDAPException, LDIFException {
        UUID uuid = UUID.nameUUIDFromBytes(ldif[0].getBytes());
        connection.sendSearchResultEntry(id, new Entry(ldif), new ContentSyncStateControl(state, uuid, COOKIE));
    }

    @Override
    public LDAPMessage processBindRequest(int id, BindRequestProtocolOp request, List<Control> controls) {
        return yes.processBindRequest(id, request, controls);
    }

    @Override
    public LDAPMessage processExtendedRequest(int id, ExtendedRequestProtocolOp request, List<Control> controls) {
        return yes.processExtendedRequest(id, request, controls);
    }

    @Override
    public LDAPMessage processAddRequest(int id, AddRequestProtocolOp request, List<Control> controls) {
        return yes.processAddRequest(id, request, controls);
    }

    @Override
    public LDAPMessage processCompareRequest(int id, CompareRequestProtocolOp request, List<Control> controls) {
        return yes.processCompareRequest(id, request, controls);
    }

    @Override
    public LDAPMessage processDeleteRequest(int id, DeleteRequestProtocolOp request, List<Control> controls) {
        return yes.processDeleteRequest(id, request, controls);
    }

    @Override
    public LDAPMessage processModifyRequest(int id, ModifyRequestProtocolOp request, List<Control> controls) {
        return yes.processModifyRequest(id, request, controls);
    }

    @Override
    public LDAPMessage processModifyDNRequest(int id, ModifyDNRequestProtocolOp request, List<Control> controls) {
        return yes.processModifyDNRequest(id, request, controls);
    }
}
