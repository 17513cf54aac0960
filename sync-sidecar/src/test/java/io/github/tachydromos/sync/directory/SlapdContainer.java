// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.directory;

import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.extensions.StartTLSExtendedRequest;
import com.unboundid.ldif.LDIFReader;
import com.unboundid.util.ssl.SSLUtil;
import com.unboundid.util.ssl.TrustAllTrustManager;
import io.github.tachydromos.core.Eventually;
import io.github.tachydromos.core.config.LdapSettings;
import io.github.tachydromos.core.config.SecretRef;
import io.github.tachydromos.core.tls.TestPairs;
import io.github.tachydromos.core.tls.TlsBundle;
import java.io.InputStream;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.utility.DockerImageName;

/** The project's own directory image, with a certificate for {@code localhost}. */
final class SlapdContainer extends GenericContainer<SlapdContainer> {
    static final String BASE = "dc=tachydromos,dc=local";
    static final String USERS = "ou=users," + BASE;
    static final String DOMAINS = "ou=domains," + BASE;
    static final String READER = "cn=reader," + BASE;
    static final String READER_PASSWORD = "reader secret";
    private static final String ADMIN = "cn=admin," + BASE;
    private static final String ADMIN_PASSWORD = "admin \"secret\" $1";
    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();

    final TestPairs authority;
    private final int port;

    SlapdContainer() throws Exception {
        super(DockerImageName.parse("docker.io/tachydromos/openldap:0.1.0")); // images/build openldap
        authority = new TestPairs();
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort(); // a port of our own choice outlives a restart of the container
        }
        setPortBindings(List.of(port + ":389"));
        withTmpFs(Map.of("/run", "rw", "/tmp", "rw"));
        withEnv("LDAP_ROOT_DN", BASE);
        withEnv("LDAP_USER_SEARCH_BASE", USERS);
        withEnv("LDAP_DOMAIN_SEARCH_BASE", DOMAINS);
        withEnv("LDAP_ADMIN_DN", ADMIN);
        withEnv("LDAP_ADMIN_PASSWORD", ADMIN_PASSWORD);
        withEnv("LDAP_BIND_DN", READER);
        withEnv("LDAP_BINDDN_PASSWORD", READER_PASSWORD);
        withEnv("LDAP_CERTIFICATE_PERIOD", "1");
        certificate(authority.leaf("localhost"));
        waitingFor(Wait.forLogMessage(".*openldap: ready.*", 1).withStartupTimeout(Duration.ofMinutes(1)));
    }

    /** Changes the mounted certificate, as a renewal does, and waits until it is the one that is shown. */
    void serve(TlsBundle bundle) {
        certificate(bundle);
        Eventually.soon("shows the new certificate", () -> shown().equals(bundle.leaf()));
    }

    /** The certificate that StartTLS shows to anybody. */
    X509Certificate shown() throws Exception {
        try (LDAPConnection connection = new LDAPConnection("localhost", port)) {
            connection.processExtendedOperation(
                    new StartTLSExtendedRequest(new SSLUtil(new TrustAllTrustManager()).createSSLContext()));
            return (X509Certificate) connection.getSSLSession().getPeerCertificates()[0];
        }
    }

    private void certificate(TlsBundle bundle) {
        file("tls.crt", bundle.certificatesPem());
        file("tls.key", bundle.keyPem());
        file("ca.crt", authority.pem());
    }

    int ldapPort() {
        return port;
    }

    DirectorySettings settings() {
        return settings(authority);
    }

    DirectorySettings settings(TestPairs trusted) {
        LdapSettings ldap = new LdapSettings(
                "localhost",
                port,
                new LdapSettings.Tls(LdapSettings.Mode.STARTTLS, "ca"),
                BASE,
                USERS,
                DOMAINS,
                READER,
                new SecretRef("secret", "key", ""),
                true);
        return new DirectorySettings(ldap, READER_PASSWORD, List.of(trusted.certificate()));
    }

    /** A connection that may write. */
    LDAPConnection admin() throws LDAPException {
        LdapSettings ldap = settings().ldap();
        LdapSettings asAdmin =
                new LdapSettings(ldap.host(), port, ldap.tls(), BASE, USERS, DOMAINS, ADMIN, ldap.bindPassword(), true);
        return new DirectoryConnector(new DirectorySettings(asAdmin, ADMIN_PASSWORD, List.of(authority.certificate())))
                .connect();
    }

    /** Empties the directory and loads the seed that is shipped. */
    void seed() throws Exception {
        try (LDAPConnection admin = admin()) {
            for (String base : List.of(USERS, DOMAINS)) {
                List<SearchResultEntry> old = admin.search(
                                base, SearchScope.SUBORDINATE_SUBTREE, "(objectClass=*)", "1.1")
                        .getSearchEntries();
                for (String dn : old.stream()
                        .map(Entry::getDN)
                        .sorted(Comparator.comparingInt(String::length).reversed())
                        .toList()) {
                    admin.delete(dn);
                }
            }
            for (String name : List.of("domains", "users")) {
                for (Entry entry : LDIFReader.readEntries(
                        ROOT.resolve("assets/ldap/seed/" + name + ".ldif").toString())) {
                    admin.add(entry);
                }
            }
        }
    }

    /** Ends the server at once, as a lost machine does, and starts it again. */
    void killAndStart() {
        getDockerClient().killContainerCmd(getContainerId()).exec();
        startAgain();
    }

    void stopOnly() {
        getDockerClient().stopContainerCmd(getContainerId()).withTimeout(10).exec();
    }

    void startAgain() {
        getDockerClient().startContainerCmd(getContainerId()).exec();
        untilItAnswers();
    }

    @Override
    public void start() {
        super.start();
        untilItAnswers();
    }

    private void untilItAnswers() {
        Eventually.soon("answers", () -> {
            try (LDAPConnection admin = admin()) {
                return admin.isConnected();
            } catch (LDAPException e) {
                return false;
            }
        });
    }

    void pause() {
        getDockerClient().pauseContainerCmd(getContainerId()).exec();
    }

    void unpause() {
        getDockerClient().unpauseContainerCmd(getContainerId()).exec();
    }

    /** The database file; the server must be stopped. */
    byte[] database() {
        return copyFileFromContainer("/var/lib/ldap/data.mdb", InputStream::readAllBytes);
    }

    void restore(byte[] database) {
        copyFileToContainer(Transferable.of(database, 0644), "/var/lib/ldap/data.mdb");
    }

    private void file(String name, String content) {
        Transferable text = Transferable.of(content, 0644);
        if (getContainerId() == null) {
            withCopyToContainer(text, "/etc/ldap/tls/" + name);
        } else {
            copyFileToContainer(text, "/etc/ldap/tls/" + name);
        }
    }
}
