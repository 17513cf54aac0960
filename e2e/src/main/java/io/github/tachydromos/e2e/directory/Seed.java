// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.directory;

import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldif.LDIFException;
import com.unboundid.ldif.LDIFReader;
import io.github.tachydromos.e2e.directory.Account.Role;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;

/** The entries of assets/ldap/seed: the same files an operator loads. */
public record Seed(List<Entry> entries) {
    public Seed {
        entries = List.copyOf(entries);
    }

    /** Domains come first, so that no account is for a moment one of an unknown domain. */
    public static Seed read(Path folder) throws IOException {
        List<Entry> entries = new ArrayList<>();
        for (String file : List.of("domains.ldif", "users.ldif")) {
            try (LDIFReader reader = new LDIFReader(folder.resolve(file).toFile())) {
                for (Entry entry = reader.readEntry(); entry != null; entry = reader.readEntry()) {
                    entries.add(entry);
                }
            } catch (LDIFException e) {
                throw new IOException(file + ": " + e.getMessage(), e);
            }
        }
        return new Seed(entries);
    }

    public List<Account> accounts() {
        return entries.stream()
                .filter(entry -> entry.hasAttribute("userPassword"))
                .map(entry -> new Account(text(entry, "mail"), text(entry, "userPassword"), role(entry)))
                .toList();
    }

    public Account account(String mail) {
        return accounts().stream()
                .filter(account -> account.mail().equals(mail))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("no " + mail + " in the seed"));
    }

    private static Role role(Entry entry) {
        if (!flag(entry, "mailActive")) {
            return Role.INACTIVE;
        }
        if (flag(entry, "mailSendOnly")) {
            return Role.SENDONLY;
        }
        return flag(entry, "mailSuperUser") ? Role.SUPERUSER : Role.USER;
    }

    private static boolean flag(Entry entry, String attribute) {
        return Boolean.TRUE.equals(entry.getAttributeValueAsBoolean(attribute));
    }

    private static String text(Entry entry, String attribute) {
        String value = entry.getAttributeValue(attribute);
        if (value == null) {
            throw new IllegalArgumentException(entry.getDN() + ": " + attribute + " is missing");
        }
        return value;
    }
}
