// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.directory;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tachydromos.e2e.cluster.Workspace;
import io.github.tachydromos.e2e.directory.Account.Role;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class SeedTest {
    @Test
    void knowsRoleAndPasswordOfEachAccount() throws IOException {
        Seed seed = Seed.read(Workspace.find().path("assets/ldap/seed"));

        assertThat(seed.accounts()).extracting(Account::role).contains(Role.values());
        assertThat(seed.account("alice@example.org"))
                .isEqualTo(new Account("alice@example.org", "alice-demo-password", Role.USER));
    }

    @Test
    void namesDomainsBeforeUsers() throws IOException {
        Seed seed = Seed.read(Workspace.find().path("assets/ldap/seed"));

        assertThat(seed.entries().getFirst().getDN()).contains("ou=domains");
        assertThat(seed.entries().getLast().getDN()).contains("ou=users");
    }
}
