// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.directory;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.RDN;
import com.unboundid.ldap.sdk.ResultCode;
import org.jspecify.annotations.Nullable;

/** The directory, changed by its administrator. Connects when needed, again after a restart. */
public final class Directory implements AutoCloseable {
    static final String ROOT = "dc=tachydromos,dc=local";
    private static final String USERS = "ou=users," + ROOT;
    private static final String DOMAINS = "ou=domains," + ROOT;

    private final Way way;
    private @Nullable LDAPConnection connection;

    /** How its administrator comes to it. */
    public interface Way extends AutoCloseable {
        /** A new connection, bound as the administrator. */
        LDAPConnection connect() throws Exception;

        boolean isOpen();

        @Override
        void close();
    }

    public Directory(Way way) {
        this.way = way;
    }

    /** Adds the entry unless it is there already. */
    public void seed(Entry entry) throws Exception {
        try {
            connection().add(entry);
        } catch (LDAPException e) {
            if (!e.getResultCode().equals(ResultCode.ENTRY_ALREADY_EXISTS)) {
                throw e;
            }
        }
    }

    /** A plain active user without quota; the caller may change the entry before it is added. */
    public static Entry user(String mail, String password) {
        return new Entry(
                userDn(mail),
                new Attribute("objectClass", "inetOrgPerson", "mailAccount"),
                new Attribute("cn", mail),
                new Attribute("sn", mail),
                new Attribute("mail", mail),
                new Attribute("userPassword", password),
                new Attribute("mailActive", "TRUE"),
                new Attribute("mailSendOnly", "FALSE"),
                new Attribute("mailQuotaMb", "0"),
                new Attribute("mailSuperUser", "FALSE"));
    }

    /** The same user, but the entry is named by this cn: the mail address may then be anything. */
    public static Entry userNamed(String cn, String mail, String password) {
        Entry entry = user(mail, password);
        entry.setDN(new DN(new RDN("cn", cn)) + "," + USERS);
        entry.setAttribute("cn", cn);
        return entry;
    }

    /** A domain as an operator adds it; the caller may change the entry before it is added. */
    public static Entry domain(String name) {
        return new Entry(domainDn(name), new Attribute("objectClass", "organizationalUnit"), new Attribute("ou", name));
    }

    public void add(Entry entry) throws Exception {
        connection().add(entry);
    }

    public void addDomain(String name) throws Exception {
        add(domain(name));
    }

    public void deleteDomain(String name) throws Exception {
        delete(domainDn(name));
    }

    public void set(String mail, String attribute, String... values) throws Exception {
        connection().modify(userDn(mail), new Modification(ModificationType.REPLACE, attribute, values));
    }

    /** Gives the entry another address: a rename, so that it stays the same entry. */
    public void rename(String from, String to) throws Exception {
        connection().modifyDN(userDn(from), new RDN("mail", to).toString(), true);
    }

    /** Deletes a user if he exists. */
    public void deleteUser(String mail) throws Exception {
        delete(userDn(mail));
    }

    /** Deletes an entry if it exists. */
    public void delete(String dn) throws Exception {
        try {
            connection().delete(dn);
        } catch (LDAPException e) {
            if (!e.getResultCode().equals(ResultCode.NO_SUCH_OBJECT)) {
                throw e;
            }
        }
    }

    private static String userDn(String mail) {
        return new DN(new RDN("mail", mail)) + "," + USERS;
    }

    private static String domainDn(String name) {
        return new DN(new RDN("ou", name)) + "," + DOMAINS;
    }

    /** The administrator's connection, for what the methods above do not do. */
    public LDAPConnection connection() throws Exception {
        LDAPConnection open = connection;
        if (open != null && open.isConnected() && way.isOpen()) {
            return open;
        }
        close();
        LDAPConnection fresh = way.connect();
        connection = fresh;
        return fresh;
    }

    @Override
    public void close() {
        if (connection != null) {
            connection.close();
        }
        way.close();
    }
}
