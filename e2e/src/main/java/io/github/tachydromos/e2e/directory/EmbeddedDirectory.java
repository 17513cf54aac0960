// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.directory;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.extensions.StartTLSExtendedRequest;
import io.github.tachydromos.e2e.client.PinnedTls;
import io.github.tachydromos.e2e.cluster.Kubectl;
import io.github.tachydromos.e2e.cluster.PortForward;
import io.github.tachydromos.e2e.cluster.Release;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The way to the release's own directory: past the NetworkPolicy, then StartTLS. */
public final class EmbeddedDirectory implements Directory.Way {
    private final Kubectl kubectl;
    private final Release release;
    private @Nullable PortForward forward;

    public EmbeddedDirectory(Kubectl kubectl, Release release) {
        this.kubectl = kubectl;
        this.release = release;
    }

    @Override
    public LDAPConnection connect() throws Exception {
        byte[] authority = file(kubectl.secret(release.object("internal-ca")), "ca.crt");
        byte[] password = file(kubectl.secret(release.object("openldap")), "LDAP_ADMIN_PASSWORD");
        PortForward tunnel = kubectl.forward("pod/" + release.pod("openldap"), 389);
        forward = tunnel;
        LDAPConnection connection = new LDAPConnection("127.0.0.1", tunnel.port());
        PinnedTls tls = PinnedTls.trusting(release.object("openldap"), authority);
        connection.processExtendedOperation(new StartTLSExtendedRequest(tls.context()));
        connection.bind("cn=admin," + Directory.ROOT, new String(password, StandardCharsets.UTF_8));
        return connection;
    }

    private static byte[] file(Map<String, byte[]> secret, String key) throws IOException {
        byte[] content = secret.get(key);
        if (content == null) {
            throw new IOException("the Secret has no " + key);
        }
        return content;
    }

    @Override
    public boolean isOpen() {
        return forward != null && forward.isOpen();
    }

    @Override
    public void close() {
        if (forward != null) {
            forward.close();
        }
    }
}
