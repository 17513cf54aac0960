// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon.dovecot;

import com.github.dockerjava.api.model.Bind;
import io.github.tachydromos.core.tls.TestPairs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.testcontainers.containers.Container.ExecResult;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.images.builder.ImageFromDockerfile;

/** The project's own directory image under the host name of the golden suite document, with the seed's users in it. */
public final class SlapdContainer extends GenericContainer<SlapdContainer> {
    static final String HOST = "demo-tachydromos-openldap.mail.svc";
    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    public static final String BASE = "dc=tachydromos,dc=local";
    public static final String READER_PASSWORD = GoldenCase.READER_PASSWORD;

    public SlapdContainer(Network network, Path folder, TestPairs authority) throws IOException {
        super(new ImageFromDockerfile("tachydromos/openldap:it", false)
                .withFileFromPath("images/openldap", ROOT.resolve("images/openldap"))
                .withFileFromPath("assets/ldap", ROOT.resolve("assets/ldap"))
                .withFileFromPath("Dockerfile", ROOT.resolve("images/openldap/Dockerfile")));
        Path tls = Files.createDirectories(folder.resolve("ldap-tls"));
        for (String key : new String[] {"tls.crt", "tls.key", "ca.crt"}) {
            Files.writeString(tls.resolve(key), authority.secret(HOST).get(key));
        }
        withNetwork(network);
        withNetworkAliases(HOST);
        // Not by withFileSystemBind: that pulls an image of its own to find out whether it may.
        withCreateContainerCmdModifier(command -> command.getHostConfig()
                .withBinds(
                        Bind.parse(tls + ":/etc/ldap/tls:ro"),
                        Bind.parse(ROOT.resolve("assets/ldap/seed") + ":/seed:ro")));
        withTmpFs(Map.of("/run", "rw", "/tmp", "rw"));
        withEnv("LDAP_ROOT_DN", BASE);
        withEnv("LDAP_USER_SEARCH_BASE", "ou=users," + BASE);
        withEnv("LDAP_DOMAIN_SEARCH_BASE", "ou=domains," + BASE);
        withEnv("LDAP_ADMIN_DN", "cn=admin," + BASE);
        withEnv("LDAP_ADMIN_PASSWORD", "admin-password");
        withEnv("LDAP_BIND_DN", "cn=reader," + BASE);
        withEnv("LDAP_BINDDN_PASSWORD", READER_PASSWORD);
        waitingFor(Wait.forLogMessage(".*openldap: ready.*", 1).withStartupTimeout(Duration.ofMinutes(1)));
    }

    void stopOnly() {
        getDockerClient().stopContainerCmd(getContainerId()).withTimeout(10).exec();
    }

    void startAgain() {
        getDockerClient().startContainerCmd(getContainerId()).exec();
    }

    public void seed() throws Exception {
        admin("ldapadd -f /seed/domains.ldif");
        admin("ldapadd -f /seed/users.ldif");
    }

    /** Adds one entry and returns its entryUUID. */
    public String add(String dn, String... attributes) throws Exception {
        admin("ldapadd <<'END'\ndn: " + dn + "\n" + String.join("\n", attributes) + "\nEND\n");
        return entryUuid(dn);
    }

    public void delete(String dn) throws Exception {
        admin("ldapdelete '" + dn + "'");
    }

    public String entryUuid(String dn) throws Exception {
        String entry = admin("ldapsearch -LLL -s base -b '" + dn + "' entryUUID");
        return entry.replaceAll("(?s).*entryUUID: (\\S+).*", "$1");
    }

    /** Runs one of the LDAP tools as the local administrator. */
    public String admin(String command) throws Exception {
        String tool = command.replaceFirst(" |$", " -Q -Y EXTERNAL -H ldapi:/// ");
        ExecResult result = execInContainer("bash", "-c", tool);
        if (result.getExitCode() != 0) {
            throw new AssertionError(command + ": " + result);
        }
        return result.getStdout();
    }

    void setPassword(String mail, String password) throws Exception {
        admin("ldappasswd -s '" + password + "' mail=" + mail + ",ou=users," + BASE);
    }
}
