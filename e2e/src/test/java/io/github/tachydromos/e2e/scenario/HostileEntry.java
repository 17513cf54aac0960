// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.scenario;

import com.unboundid.ldap.sdk.Entry;
import io.github.tachydromos.e2e.directory.Directory;
import java.util.ArrayList;
import java.util.List;

/**
 * An entry with a value that somebody chose to do harm, and what has to become of it.
 *
 * @param mark a part of its DN that no other entry has
 * @param value the hostile value
 */
record HostileEntry(String mark, Entry entry, String attribute, String value, Fate fate) {
    /** What the directory and the sidecar make of it. */
    enum Fate {
        /** slapd itself does not take it. */
        REFUSED,
        /** Only the value is left out; the account itself receives mail. */
        VALUE_LEFT_OUT,
        /** The whole entry is left out. */
        ENTRY_LEFT_OUT,
        /** Nothing is wrong with it, odd as it looks. */
        HARMLESS
    }

    /** Where mail goes if the entry is served: the account's harmless address, or a role of the domain. */
    String address() {
        return attribute.equals("ou") ? "postmaster@" + value : mark + "@example.org";
    }

    boolean isTold() {
        return fate == Fate.VALUE_LEFT_OUT || fate == Fate.ENTRY_LEFT_OUT;
    }

    /** Whether a line of a sidecar's log names entry and attribute. */
    boolean isToldIn(String line) {
        int named = line.indexOf(mark);
        return named >= 0 && line.indexOf(" " + attribute + ": ", named) > 0;
    }

    /** The tag is in each value and each mark. */
    static List<HostileEntry> all(String tag) {
        List<HostileEntry> all = new ArrayList<>();
        for (String value : texts(tag)) {
            all.add(alias(mark(all, tag), value + "@example.org", Fate.VALUE_LEFT_OUT));
            all.add(mail(mark(all, tag), value + "@example.org", Fate.ENTRY_LEFT_OUT));
            all.add(domain(mark(all, tag), value));
            all.add(name(mark(all, tag), value));
        }
        all.add(alias(mark(all, tag), "@", Fate.VALUE_LEFT_OUT));
        all.add(alias(mark(all, tag), "nul-" + tag + "\u0000@example.org", Fate.VALUE_LEFT_OUT));
        all.add(alias(mark(all, tag), "", Fate.REFUSED));
        all.add(mail(mark(all, tag), "umlaut-" + tag + "-\u00fc@example.org", Fate.REFUSED));
        all.add(longDomain(tag));
        all.add(namedByItsMail(tag));
        all.add(quota(mark(all, tag), "9".repeat(30), Fate.ENTRY_LEFT_OUT));
        all.add(quota(mark(all, tag), "-1", Fate.ENTRY_LEFT_OUT));
        all.add(quota(mark(all, tag), String.valueOf(Integer.MAX_VALUE + 1L), Fate.ENTRY_LEFT_OUT));
        all.add(quota(mark(all, tag), String.valueOf(Integer.MAX_VALUE), Fate.HARMLESS));
        all.add(quota(mark(all, tag), "lots", Fate.REFUSED));
        return all;
    }

    /** Each means something to a table, a query, a shell, a template or a configuration file. */
    static List<String> texts(String tag) {
        return List.of(
                tag + "\nmydestination = evil",
                tag + "'\"`",
                tag + "%s%u%{user}",
                tag + "$(id)${home}",
                tag + "{{ x }}<% y %>{",
                tag + "' or '1'='1",
                tag + "\\0x/*;--",
                tag + "long".repeat(2_500));
    }

    private static String mark(List<HostileEntry> all, String tag) {
        return "hostile-" + all.size() + "-" + tag;
    }

    private static HostileEntry alias(String mark, String value, Fate fate) {
        Entry entry = Directory.userNamed(mark, mark + "@example.org", "secret");
        entry.addAttribute("mailAlias", value);
        return new HostileEntry(mark, entry, "mailAlias", value, fate);
    }

    private static HostileEntry mail(String mark, String value, Fate fate) {
        return new HostileEntry(mark, Directory.userNamed(mark, value, "secret"), "mail", value, fate);
    }

    /** Beside the name that the DN is made of: cn may have several values. */
    private static HostileEntry name(String mark, String value) {
        Entry entry = Directory.userNamed(mark, mark + "@example.org", "secret");
        entry.addAttribute("cn", value);
        entry.addAttribute("sn", value);
        return new HostileEntry(mark, entry, "cn", value, Fate.HARMLESS);
    }

    private static HostileEntry quota(String mark, String value, Fate fate) {
        Entry entry = Directory.userNamed(mark, mark + "@example.org", "secret");
        entry.setAttribute("mailQuotaMb", value);
        return new HostileEntry(mark, entry, "mailQuotaMb", value, fate);
    }

    /** Too long a value cannot name an entry: slapd's index of names has shorter keys. */
    private static HostileEntry domain(String mark, String text) {
        String value = mark + text.substring(0, Math.min(text.length(), 200)) + ".example";
        return new HostileEntry(mark, Directory.domain(value), "ou", value, Fate.ENTRY_LEFT_OUT);
    }

    private static HostileEntry longDomain(String tag) {
        String name = "plain-" + tag + ".example";
        Entry entry = Directory.domain(name);
        entry.addAttribute("ou", "long".repeat(2_500));
        return new HostileEntry(name, entry, "ou", name, Fate.HARMLESS);
    }

    private static HostileEntry namedByItsMail(String tag) {
        String value = "named-" + tag + "\n'%s\"@example.org";
        return new HostileEntry("named-" + tag, Directory.user(value, "secret"), "mail", value, Fate.ENTRY_LEFT_OUT);
    }
}
