// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.client;

import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.UUID;

/** A mail that can be told from every other one by its id. */
public record Letter(String from, String to, String subject, String id, String text) {
    public static Letter of(String from, String to) {
        return of(from, to, "A word about " + to);
    }

    public static Letter of(String from, String to, String subject) {
        return new Letter(from, to, subject, UUID.randomUUID().toString(), "Good news.");
    }

    public Letter withText(String newText) {
        return new Letter(from, to, subject, id, newText);
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
                "Content-Type: text/plain; charset=utf-8",
                "",
                text);
    }
}
