// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchScope;
import io.github.tachydromos.core.tls.TlsBundle;
import java.security.cert.X509Certificate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the embedded directory shows to whom. */
class OpenldapImageIT {
    private static final String ALICE = "mail=alice@example.org," + SlapdContainer.USERS;

    private static SlapdContainer slapd;

    @BeforeAll
    static void startServer() throws Exception {
        slapd = new SlapdContainer();
        slapd.start();
        slapd.seed();
    }

    @AfterAll
    static void stopServer() {
        slapd.stop();
    }

    @Test
    void answersNothingInClear() throws Exception {
        try (LDAPConnection clear = new LDAPConnection("localhost", slapd.ldapPort())) {
            assertThatThrownBy(() -> clear.bind(SlapdContainer.READER, SlapdContainer.READER_PASSWORD))
                    .satisfies(OpenldapImageIT::asksForEncryption);
            assertThatThrownBy(() -> clear.search(SlapdContainer.BASE, SearchScope.SUB, "(objectClass=*)"))
                    .satisfies(OpenldapImageIT::asksForEncryption);
        }
    }

    @Test
    void showsTheReaderEverythingButPasswords() throws Exception {
        try (LDAPConnection reader = new DirectoryConnector(slapd.settings()).connect()) {
            assertThat(reader.getEntry(ALICE, "*", "+").hasAttribute("mail")).isTrue();
            assertThat(reader.getEntry(ALICE, "*", "+").hasAttribute("userPassword"))
                    .isFalse();
            assertThat(reader.search(SlapdContainer.BASE, SearchScope.SUB, "(userPassword=alice-demo-password)")
                            .getEntryCount())
                    .isZero();
        }
    }

    @Test
    void letsTheReaderChangeNothing() throws Exception {
        try (LDAPConnection reader = new DirectoryConnector(slapd.settings()).connect()) {
            assertThatThrownBy(() -> reader.delete(ALICE))
                    .extracting(e -> ((LDAPException) e).getResultCode())
                    .isEqualTo(ResultCode.INSUFFICIENT_ACCESS_RIGHTS);
        }
    }

    @Test
    void letsAUserLogInAndSeeNothing() throws Exception {
        try (LDAPConnection user = new DirectoryConnector(slapd.settings()).connect()) {
            user.bind(ALICE, "alice-demo-password");
            assertThat(user.getEntry(ALICE)).isNull();

            user.bind("", "");
            assertThat(user.getEntry(SlapdContainer.BASE)).isNull();
        }
    }

    @Test
    void takesARenewedCertificateWhileConnectionsStay() throws Exception {
        X509Certificate before = slapd.shown();
        TlsBundle renewed = slapd.authority.leaf("localhost");
        try (LDAPConnection reader = new DirectoryConnector(slapd.settings()).connect()) {
            slapd.serve(renewed);

            assertThat(reader.getEntry(ALICE)).isNotNull();
        }
        assertThat(slapd.shown()).isEqualTo(renewed.leaf()).isNotEqualTo(before);
    }

    private static void asksForEncryption(Throwable thrown) {
        assertThat(((LDAPException) thrown).getResultCode()).isEqualTo(ResultCode.CONFIDENTIALITY_REQUIRED);
    }
}
