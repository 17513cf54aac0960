// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.acceptance;

import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.UUID;

/** A mail that can be told from every other one by its id. */
record Letter(String from, String to, String id) {

    static Letter from(String from, String to) {
        return new Letter(from, to, UUID.randomUUID() + "@helm-test.invalid");
    }

    /** As it goes over the wire, without its end (RFC 5322). */
    String content() {
        return String.join(
                "\r\n",
                "From: Tachydromos test <" + from + ">",
                "To: <" + to + ">",
                "Subject: This mail is a test of the mail server",
                "Date: " + DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC)),
                "Message-ID: <" + id + ">",
                "MIME-Version: 1.0",
                "Content-Type: text/plain; charset=utf-8",
                "",
                "\"helm test\" sent this mail to see whether it arrives, and removes it then.");
    }
}
