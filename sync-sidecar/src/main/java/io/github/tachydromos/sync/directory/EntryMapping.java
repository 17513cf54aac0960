// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.directory;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.RDN;
import com.unboundid.ldap.sdk.RDNNameValuePair;
import io.github.tachydromos.core.config.LdapSettings;
import io.github.tachydromos.core.finding.Finding;
import io.github.tachydromos.sync.replica.Account;
import io.github.tachydromos.sync.replica.Account.Rights;
import io.github.tachydromos.sync.replica.EntryId;
import io.github.tachydromos.sync.replica.MailDomain;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What an entry of the directory means. Its values are not trusted: what does not fit is left out, with a finding. */
final class EntryMapping {
    private static final String ENTRY_CSN = "entryCSN";

    private final DN users;
    private final DN domains;

    EntryMapping(LdapSettings ldap) throws LDAPException {
        this.users = new DN(ldap.userSearchBase());
        this.domains = new DN(ldap.domainSearchBase());
    }

    /** What became of an entry. */
    sealed interface Mapped {
        List<Finding> findings();

        record User(Account account, List<Finding> findings) implements Mapped {}

        record Domain(MailDomain domain, List<Finding> findings) implements Mapped {}

        /** It should be an account or a domain, but cannot be used. */
        record LeftOut(List<Finding> findings) implements Mapped {}

        /** Nothing of ours, a container for example. */
        record Foreign(List<Finding> findings) implements Mapped {}
    }

    /** Attributes to ask for; the password is not among them. */
    static String[] attributes() {
        return new String[] {
            "objectClass",
            "ou",
            "mail",
            "mailAlias",
            "mailActive",
            "mailSendOnly",
            "mailQuotaMb",
            "mailSuperUser",
            ENTRY_CSN
        };
    }

    static String filter() {
        return "(|(objectClass=mailAccount)(objectClass=organizationalUnit))";
    }

    Mapped map(UUID uuid, Entry entry) {
        EntryId id = new EntryId(
                uuid,
                Printable.of(entry.getDN()),
                Optional.ofNullable(entry.getAttributeValue(ENTRY_CSN)).orElse(""));
        try {
            DN dn = new DN(entry.getDN());
            if (entry.hasObjectClass("mailAccount") && dn.isDescendantOf(users, false)) {
                return user(id, dn.getRDN(), new Reading(entry));
            }
            if (entry.hasObjectClass("organizationalUnit") && domains.equals(dn.getParent())) {
                return domain(id, dn.getRDN());
            }
            return new Mapped.Foreign(List.of());
        } catch (LDAPException e) {
            return new Mapped.LeftOut(List.of(new Finding(
                    "entry-name-invalid",
                    id.dn(),
                    "is not a distinguished name",
                    "rename the entry; until then it is left out")));
        }
    }

    private static Mapped user(EntryId id, @Nullable RDN rdn, Reading reading) {
        Optional<String> address = reading.primary(rdn);
        SortedSet<String> aliases = reading.aliases();
        Rights rights =
                new Rights(reading.flag("mailActive"), reading.flag("mailSendOnly"), reading.flag("mailSuperUser"));
        int quota = reading.quota();
        return address.isPresent() && reading.usable()
                ? new Mapped.User(new Account(id, address.get(), aliases, rights, quota), reading.findings())
                : new Mapped.LeftOut(reading.findings());
    }

    /** The name that names the entry; an ou may have others beside it. */
    private static Mapped domain(EntryId id, @Nullable RDN rdn) {
        String name = named(rdn, "ou").orElse("");
        return MailAddress.domain(name)
                .<Mapped>map(domain -> new Mapped.Domain(new MailDomain(id, domain), List.of()))
                .orElseGet(() -> new Mapped.LeftOut(List.of(new Finding(
                        "domain-name-invalid",
                        id.dn() + " ou",
                        "\"" + Printable.of(name) + "\" is not a fully qualified domain name",
                        "correct it; until then the domain is left out"))));
    }

    private static Optional<String> named(@Nullable RDN rdn, String attribute) {
        return Optional.ofNullable(rdn).stream()
                .flatMap(name -> name.getNameValuePairs().stream())
                .filter(pair -> pair.getAttributeName().equalsIgnoreCase(attribute))
                .map(RDNNameValuePair::getAttributeValue)
                .findFirst();
    }

    /** Reads one account's attributes and collects all that is wrong with them. */
    private static final class Reading {
        private final Entry entry;
        private final List<Finding> findings = new ArrayList<>();
        private boolean usable = true;

        Reading(Entry entry) {
            this.entry = entry;
        }

        boolean usable() {
            return usable;
        }

        List<Finding> findings() {
            return List.copyOf(findings);
        }

        Optional<String> primary(@Nullable RDN rdn) {
            String[] values = values("mail");
            if (values.length == 0) {
                refuse("mail", "is missing");
                return Optional.empty();
            }
            String value = values[0];
            if (values.length > 1) {
                value = named(rdn, "mail").orElse(value);
                findings.add(finding(
                        "address-several",
                        "mail",
                        "has " + values.length + " values, only \"" + Printable.of(value) + "\" is used",
                        "put the others into mailAlias"));
            }
            Optional<String> address = MailAddress.parse(value);
            if (address.isEmpty()) {
                refuse("mail", "\"" + Printable.of(value) + "\" is not an address that can be served");
            }
            return address;
        }

        SortedSet<String> aliases() {
            SortedSet<String> aliases = new TreeSet<>();
            for (String value : values("mailAlias")) {
                Optional<String> address = MailAddress.parse(value);
                if (address.isPresent()) {
                    aliases.add(address.get());
                } else {
                    findings.add(finding(
                            "alias-invalid",
                            "mailAlias",
                            "\"" + Printable.of(value) + "\" is not an address that can be served",
                            "correct it; until then this alias is left out"));
                }
            }
            return aliases;
        }

        boolean flag(String attribute) {
            String value = single(attribute);
            if (!value.equalsIgnoreCase("TRUE") && !value.equalsIgnoreCase("FALSE")) {
                refuse(attribute, "\"" + Printable.of(value) + "\" is neither TRUE nor FALSE");
            }
            return value.equalsIgnoreCase("TRUE");
        }

        int quota() {
            String value = single("mailQuotaMb");
            try {
                int quota = Integer.parseInt(value);
                if (quota >= 0) {
                    return quota;
                }
            } catch (NumberFormatException e) {
                // told below
            }
            refuse("mailQuotaMb", "\"" + Printable.of(value) + "\" is not a number from 0 to " + Integer.MAX_VALUE);
            return 0;
        }

        private String single(String attribute) {
            String[] values = values(attribute);
            return values.length == 1 ? values[0] : values.length == 0 ? "" : values.length + " values";
        }

        private String[] values(String attribute) {
            return Optional.ofNullable(entry.getAttributeValues(attribute)).orElse(new String[0]);
        }

        private void refuse(String attribute, String message) {
            usable = false;
            findings.add(finding(
                    "account-invalid", attribute, message, "correct it; until then the whole account is left out"));
        }

        private Finding finding(String rule, String attribute, String message, String hint) {
            return new Finding(rule, Printable.of(entry.getDN()) + " " + attribute, message, hint);
        }
    }
}
