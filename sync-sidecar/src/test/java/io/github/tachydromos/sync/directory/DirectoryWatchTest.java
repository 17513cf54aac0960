// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.directory;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import io.github.tachydromos.core.config.LdapSettings;
import io.github.tachydromos.core.config.SecretRef;
import io.github.tachydromos.sync.replica.DirectoryReplica;
import io.github.tachydromos.sync.replica.MassDeleteGuard;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryWatchTest {

    @Test
    void namesWhatADirectoryLacksThatCannotBeFollowed(@TempDir Path folder) throws Exception {
        InMemoryDirectoryServerConfig config = new InMemoryDirectoryServerConfig("dc=x");
        config.addAdditionalBindCredentials("cn=reader,dc=x", "secret");
        FakeDirectoryListener told = new FakeDirectoryListener();
        try (InMemoryDirectoryServer server = new InMemoryDirectoryServer(config)) {
            server.startListening();
            LdapSettings ldap = new LdapSettings(
                    "localhost",
                    server.getListenPort(),
                    new LdapSettings.Tls(LdapSettings.Mode.NONE, ""),
                    "dc=x",
                    "ou=users,dc=x",
                    "ou=domains,dc=x",
                    "cn=reader,dc=x",
                    new SecretRef("secret", "key", ""),
                    true);
            DirectoryReplica replica = DirectoryReplica.open(
                    folder.resolve("directory.sqlite"),
                    Optional.empty(),
                    MassDeleteGuard.withDefaults(folder.resolve("allow-mass-delete")));

            try (DirectoryWatch watch = new DirectoryWatch(
                    new DirectorySettings(ldap, "secret", List.of()),
                    replica,
                    told,
                    Pace.NORMAL,
                    InstantSource.system())) {
                watch.start();

                assertThat(told.next("found"))
                        .contains("1.3.6.1.4.1.4203.1.9.1.1")
                        .contains("syncprov");
                assertThat(told.next("disconnected")).contains("offers no way to follow it");
                assertThat(replica.complete()).isFalse();
            }
        }
    }
}
