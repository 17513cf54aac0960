// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.directory;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPConnectionOptions;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.extensions.StartTLSExtendedRequest;
import com.unboundid.util.ssl.HostNameSSLSocketVerifier;
import io.github.tachydromos.core.config.LdapSettings;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Opens connections that are secured as the settings say, the server's name checked, and bound as the reader. */
final class DirectoryConnector {
    private static final int CONNECT_MILLIS = 5_000;
    private static final int RESPONSE_MILLIS = 10_000;

    private final DirectorySettings settings;

    DirectoryConnector(DirectorySettings settings) {
        this.settings = settings;
    }

    LDAPConnection connect() throws LDAPException {
        LdapSettings ldap = settings.ldap();
        LDAPConnection connection = ldap.tls().mode() == LdapSettings.Mode.LDAPS
                ? new LDAPConnection(trust().getSocketFactory(), options())
                : new LDAPConnection(options());
        try {
            connection.connect(ldap.host(), ldap.port());
            if (ldap.tls().mode() == LdapSettings.Mode.STARTTLS) {
                var answer = connection.processExtendedOperation(new StartTLSExtendedRequest(trust()));
                if (!answer.getResultCode().equals(ResultCode.SUCCESS)) {
                    throw new LDAPException(answer);
                }
            }
            connection.bind(ldap.bindDn(), settings.bindPassword());
            return connection;
        } catch (LDAPException e) {
            connection.close();
            throw e;
        }
    }

    private static LDAPConnectionOptions options() {
        LDAPConnectionOptions options = new LDAPConnectionOptions();
        options.setConnectTimeoutMillis(CONNECT_MILLIS);
        options.setResponseTimeoutMillis(RESPONSE_MILLIS);
        options.setUseKeepAlive(true);
        options.setUseSchema(false);
        options.setFollowReferrals(false);
        options.setSSLSocketVerifier(new HostNameSSLSocketVerifier(true));
        return options;
    }

    private SSLContext trust() throws LDAPException {
        try {
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(settings.authorities().isEmpty() ? null : store(settings.authorities()));
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new LDAPException(ResultCode.LOCAL_ERROR, "the certificate authorities cannot be used", e);
        }
    }

    private static @Nullable KeyStore store(List<X509Certificate> authorities)
            throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        for (X509Certificate authority : authorities) {
            store.setCertificateEntry("ca-" + store.size(), authority);
        }
        return store;
    }
}
