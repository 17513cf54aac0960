// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.directory;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPException;
import io.github.tachydromos.core.config.LdapSettings;
import io.github.tachydromos.core.config.SecretRef;
import io.github.tachydromos.core.finding.Finding;
import io.github.tachydromos.sync.directory.EntryMapping.Mapped;
import io.github.tachydromos.sync.replica.Account.Rights;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EntryMappingTest {
    private static final UUID ID = UUID.fromString("715e43c8-7ca7-1041-8e09-cb4904a6950a");
    private static final String DN = "mail=alice@example.org,ou=users,dc=tachydromos,dc=local";

    private EntryMapping mapping;

    @BeforeEach
    void make() throws LDAPException {
        mapping = new EntryMapping(new LdapSettings(
                "ldap.example.org",
                389,
                new LdapSettings.Tls(LdapSettings.Mode.NONE, ""),
                "dc=tachydromos,dc=local",
                "ou=users,dc=tachydromos,dc=local",
                "ou=domains,dc=tachydromos,dc=local",
                "cn=reader,dc=tachydromos,dc=local",
                new SecretRef("secret", "key", ""),
                true));
    }

    @Test
    void readsAnAccountInLowerCase() {
        Entry entry = alice();
        entry.setAttribute("mail", "Alice@Example.ORG");
        entry.setAttribute("mailAlias", "A.Arndt@example.org", "a.arndt@EXAMPLE.org", "alice@example.org");
        entry.setAttribute("mailQuotaMb", "100");
        entry.setAttribute("mailSuperUser", "true");

        assertThat(mapping.map(ID, entry)).isInstanceOfSatisfying(Mapped.User.class, user -> {
            assertThat(user.findings()).isEmpty();
            assertThat(user.account().address()).isEqualTo("alice@example.org");
            assertThat(user.account().aliases()).containsExactly("a.arndt@example.org");
            assertThat(user.account().rights()).isEqualTo(new Rights(true, false, true));
            assertThat(user.account().quotaMb()).isEqualTo(100);
            assertThat(user.account().entry().version()).isEqualTo("20261124230636.457840Z#000000#000#000000");
        });
    }

    @Test
    void readsADomainRightBelowTheSearchBase() {
        assertThat(mapping.map(ID, unit("ou=Example.ORG,ou=domains,dc=tachydromos,dc=local")))
                .isInstanceOfSatisfying(
                        Mapped.Domain.class,
                        domain -> assertThat(domain.domain().name()).isEqualTo("example.org"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ou=domains,dc=tachydromos,dc=local",
                "ou=users,dc=tachydromos,dc=local",
                "ou=a.example.org,ou=b,ou=domains,dc=tachydromos,dc=local",
            })
    void takesNoOtherUnitForADomain(String dn) {
        assertThat(mapping.map(ID, unit(dn))).isInstanceOf(Mapped.Foreign.class);
    }

    @Test
    void takesNoAccountFromElsewhere() {
        Entry entry = alice();
        entry.setDN("mail=alice@example.org,ou=former,dc=tachydromos,dc=local");

        assertThat(mapping.map(ID, entry)).isInstanceOf(Mapped.Foreign.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\nb@example.org",
                "a\"b@example.org",
                "a'b@example.org",
                "a%s@example.org",
                "a$b@example.org",
                "a\\b@example.org",
                "a`b@example.org",
                "a{b}@example.org",
                "a/b@example.org",
                "a b@example.org",
                "a\u0000@example.org",
                "ä@example.org",
                "a@exämple.org",
                "a@localhost",
                "a@-example.org",
                "a@@example.org",
                "a..b@example.org",
                "@example.org",
                "a@",
                "",
            })
    void leavesAHostileAliasOutAndKeepsTheRest(String alias) {
        Entry entry = alice();
        entry.setAttribute("mailAlias", alias, "fine@example.org");

        assertThat(mapping.map(ID, entry)).isInstanceOfSatisfying(Mapped.User.class, user -> {
            assertThat(user.account().aliases()).containsExactly("fine@example.org");
            assertThat(user.findings()).extracting(Finding::path).containsExactly(DN + " mailAlias");
        });
    }

    @ParameterizedTest
    @CsvSource({
        "mail,alice",
        "mailActive,yes",
        "mailSendOnly,1",
        "mailQuotaMb,-1",
        "mailQuotaMb,99999999999",
        "mailSuperUser,''"
    })
    void leavesAnAccountOutOfWhichSomethingCannotBeUsed(String attribute, String value) {
        Entry entry = alice();
        entry.setAttribute(attribute, value);

        assertThat(mapping.map(ID, entry))
                .isInstanceOfSatisfying(
                        Mapped.LeftOut.class,
                        left -> assertThat(left.findings())
                                .extracting(Finding::path)
                                .containsExactly(DN + " " + attribute));
    }

    @Test
    void tellsAllFaultsOfAnEntryAtOnce() {
        Entry entry = alice();
        entry.removeAttribute("mailActive");
        entry.removeAttribute("mail");
        entry.setAttribute("mailAlias", "x");

        assertThat(mapping.map(ID, entry).findings()).hasSize(3);
    }

    @Test
    void usesTheAddressThatNamesTheEntryOfSeveral() {
        Entry entry = alice();
        entry.setAttribute("mail", "other@example.org", "alice@example.org");

        assertThat(mapping.map(ID, entry)).isInstanceOfSatisfying(Mapped.User.class, user -> {
            assertThat(user.account().address()).isEqualTo("alice@example.org");
            assertThat(user.findings()).hasSize(1);
        });
    }

    @Test
    void putsNoControlCharacterAndNoLongValueIntoAFinding() {
        Entry entry = alice();
        entry.setDN("cn=x\\0Ay\u202e,ou=users,dc=tachydromos,dc=local");
        entry.setAttribute("mail", "line\nbreak" + "x".repeat(10_000));

        assertThat(mapping.map(ID, entry).findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.toString())
                        .hasSizeLessThan(600)
                        .contains("line\\u000abreak")
                        .contains("\\u202e")
                        .matches("\\P{Cntrl}*"));
    }

    @Test
    void neverAsksForThePassword() {
        assertThat(EntryMapping.attributes()).doesNotContain("userPassword", "*", "+");
    }

    private static Entry alice() {
        return new Entry(
                DN,
                new Attribute("objectClass", "inetOrgPerson", "mailAccount"),
                new Attribute("mail", "alice@example.org"),
                new Attribute("mailActive", "TRUE"),
                new Attribute("mailSendOnly", "FALSE"),
                new Attribute("mailQuotaMb", "0"),
                new Attribute("mailSuperUser", "FALSE"),
                new Attribute("entryCSN", "20261124230636.457840Z#000000#000#000000"));
    }

    private static Entry unit(String dn) {
        return new Entry(dn, new Attribute("objectClass", "organizationalUnit"));
    }
}
