// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.directory;

import com.fasterxml.jackson.annotation.JsonValue;
import io.github.tachydromos.e2e.client.Credentials;
import java.util.Locale;

/** An account of the seed, as access.json names it. */
public record Account(String mail, String password, Role role) implements Credentials {
    /** What the account may do. */
    public enum Role {
        USER,
        SUPERUSER,
        SENDONLY,
        INACTIVE;

        @JsonValue
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Account withPassword(String other) {
        return new Account(mail, other, role);
    }
}
