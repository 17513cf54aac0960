// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.scenario;

import com.unboundid.ldap.sdk.LDAPConnection;
import io.github.tachydromos.e2e.certificate.LeafOrder;
import io.github.tachydromos.e2e.certificate.TestAuthority;
import io.github.tachydromos.e2e.certificate.TlsPair;
import io.github.tachydromos.e2e.client.PinnedTls;
import io.github.tachydromos.e2e.cluster.Command;
import io.github.tachydromos.e2e.cluster.Kubectl;
import io.github.tachydromos.e2e.cluster.Workspace;
import io.github.tachydromos.e2e.directory.Directory;
import io.github.tachydromos.e2e.stranger.Stranger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Servers that are no part of a release, as containers beside the node: an OpenLDAP in which only assets/ldap was loaded, and
 * a PostgreSQL. Both speak TLS only, under an authority of this run; outside-values.yaml leads there.
 */
final class OutsideServers implements Directory.Way {
    private static final String DIRECTORY = "directory.outside.test";
    private static final String DATABASE = "database.outside.test";
    private static final String ADMINISTRATOR = "cn=admin,dc=tachydromos,dc=local";

    private final String password = UUID.randomUUID().toString();
    private final Path folder;

    private OutsideServers(Path folder) {
        this.folder = folder;
    }

    static OutsideServers start(Stranger stranger, Kubectl kubectl, Path folder) throws Exception {
        OutsideServers servers = new OutsideServers(folder);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        stop(); // what a run that was broken off has left
        servers.startDirectory();
        servers.startDatabase();
        for (String name : List.of(DIRECTORY, DATABASE)) {
            stranger.announce(name, address(name));
        }
        servers.tell(kubectl);
        return servers;
    }

    private void startDirectory() throws Exception {
        Workspace workspace = Workspace.find();
        docker(
                "run",
                "--detach",
                "--name=" + DIRECTORY,
                "--volume=" + workspace.path("assets/ldap") + ":/assets:ro",
                "--volume=" + workspace.path("e2e/stranger/directory") + ":/start:ro",
                "--volume=" + pair(DIRECTORY) + ":/tls:ro",
                "--env=READER_PASSWORD=" + password,
                "--env=ADMIN_PASSWORD=" + password,
                "--entrypoint=/start",
                "docker.io/tachydromos/openldap:0.1.0");
    }

    private void startDatabase() throws Exception {
        Path passwords = Files.createDirectories(folder.resolve("passwords"));
        Files.writeString(passwords.resolve("POSTGRESQL_PASSWORD"), password);
        Files.writeString(passwords.resolve("POSTGRESQL_POSTGRES_PASSWORD"), password + "-admin");
        docker(
                "run",
                "--detach",
                "--name=" + DATABASE,
                "--volume=" + passwords + ":/etc/postgresql/passwords:ro",
                "--volume=" + pair(DATABASE) + ":/etc/postgresql/tls:ro",
                "--tmpfs=/run:uid=907,gid=907",
                "--env=DATABASE_NAME=sogo",
                "--env=DATABASE_USERNAME=pgsogo",
                "docker.io/tachydromos/postgresql:0.1.0");
    }

    /** A folder with a certificate for the name and its key. */
    private Path pair(String name) throws Exception {
        TlsPair pair = TestAuthority.ofThisRun().issue(LeafOrder.of(name));
        Path tls = Files.createDirectories(folder.resolve(name));
        Files.writeString(tls.resolve("tls.crt"), pair.certificates());
        Files.writeString(tls.resolve("tls.key"), pair.privateKey());
        return tls;
    }

    /** Makes the namespace with the Secrets that the values name. */
    private void tell(Kubectl kubectl) throws Exception {
        Path authority =
                Files.write(folder.resolve("ca.crt"), TestAuthority.ofThisRun().root());
        kubectl.run("create", "namespace", kubectl.namespace());
        kubectl.run("create", "secret", "generic", "outside-ca", "--from-file=" + authority);
        kubectl.run(
                "create",
                "secret",
                "generic",
                "outside-directory",
                "--from-literal=secrets=ldapBinddnPassword: " + password);
        kubectl.run(
                "create",
                "secret",
                "generic",
                "outside-database",
                "--from-literal=secrets=postgresqlPassword: " + password);
    }

    @Override
    public LDAPConnection connect() throws Exception {
        PinnedTls tls = PinnedTls.trusting(DIRECTORY, TestAuthority.ofThisRun().root());
        LDAPConnection connection = new LDAPConnection(tls.context().getSocketFactory(), address(DIRECTORY), 636);
        connection.bind(ADMINISTRATOR, password);
        return connection;
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    /** The way is closed, not what it leads to: {@link #stop} ends the servers. */
    @Override
    public void close() {}

    static void stop() throws IOException, InterruptedException {
        docker("rm", "--force", "--volumes", DIRECTORY, DATABASE);
    }

    private static String address(String name) throws IOException, InterruptedException {
        return docker("inspect", "--format", "{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}", name);
    }

    private static String docker(String... words) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of("docker"));
        all.addAll(List.of(words));
        return new Command(all).run().text();
    }
}
