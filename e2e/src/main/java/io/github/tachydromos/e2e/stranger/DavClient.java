// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.stranger;

import io.github.tachydromos.e2e.client.Credentials;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;

/** A user's machine with his calendar and address book on it, which vdirsyncer keeps in step with the server's. */
public record DavClient(Stranger stranger, URI web, String name, Credentials user) {
    /** What is kept in step. */
    public enum Kind {
        CALENDAR(".ics"),
        CONTACTS(".vcf");

        private final String suffix;

        Kind(String suffix) {
            this.suffix = suffix;
        }

        /** An appointment or a contact of this name. */
        public String item(String id, String name) {
            List<String> lines = switch (this) {
                case CALENDAR ->
                    List.of(
                            "BEGIN:VCALENDAR",
                            "VERSION:2.0",
                            "PRODID:-//tachydromos//check",
                            "BEGIN:VEVENT",
                            "UID:" + id,
                            "DTSTAMP:20260101T000000Z",
                            "DTSTART:20260102T100000Z",
                            "DTEND:20260102T110000Z",
                            "SUMMARY:" + name,
                            "END:VEVENT",
                            "END:VCALENDAR");
                case CONTACTS ->
                    List.of("BEGIN:VCARD", "VERSION:3.0", "UID:" + id, "N:" + name + ";;;;", "FN:" + name, "END:VCARD");
            };
            return String.join("\r\n", lines) + "\r\n";
        }
    }

    public void sync() throws IOException, InterruptedException {
        stranger.run(user.password() + "\n", "sync-dav", name, web.toString(), user.mail());
    }

    /** Makes an item on this machine, or changes it. */
    public void put(Kind kind, String id, String content) throws IOException, InterruptedException {
        stranger.run(content, "sh", "-c", "cat > \"$0\"", file(kind, id));
    }

    public void remove(Kind kind, String id) throws IOException, InterruptedException {
        stranger.run("", "rm", file(kind, id));
    }

    /** All items of the kind that are on this machine, one behind the other. */
    public String all(Kind kind) throws IOException, InterruptedException {
        return stranger.run("", "find", folder(kind), "-name", "*" + kind.suffix, "-exec", "cat", "{}", "+");
    }

    private String file(Kind kind, String id) {
        return folder(kind) + id + kind.suffix;
    }

    private String folder(Kind kind) {
        return "/var/dav/" + name + "/" + kind.name().toLowerCase(Locale.ROOT) + "/personal/";
    }
}
