// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.client;

import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.UUID;

/** A mail that can be told from every other one by its id. */
public record Letter(String from, String to, String subject, String id, String type, String text) {
    private static final String PLAIN = "text/plain; charset=utf-8";

    public static Letter of(String from, String to) {
        return of(from, to, "A word about " + to);
    }

    public static Letter of(String from, String to, String subject) {
        return new Letter(from, to, subject, UUID.randomUUID().toString(), PLAIN, "Good news.");
    }

    public Letter withText(String newText) {
        return new Letter(from, to, subject, id, PLAIN, newText);
    }

    /** Nothing but a file. */
    public Letter withAttachment(String name, byte[] content) {
        String multipart = String.join(
                "\r\n",
                "--part",
                "Content-Type: application/octet-stream",
                "Content-Disposition: attachment; filename=\"" + name + "\"",
                "Content-Transfer-Encoding: base64",
                "",
                Base64.getMimeEncoder().encodeToString(content),
                "--part--");
        return new Letter(from, to, subject, id, "multipart/mixed; boundary=part", multipart);
    }

    public String messageId() {
        return "<" + id + "@stranger.test>";
    }

    /** As it goes over the wire (RFC 5322). */
    public String content() {
        return String.join(
                "\r\n",
                "From: <" + from + ">",
                "To: <" + to + ">",
                "Subject: " + subject,
                "Date: " + DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC)),
                "Message-ID: " + messageId(),
                "MIME-Version: 1.0",
                "Content-Type: " + type,
                "",
                text);
    }
}
