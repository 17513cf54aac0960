// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.client;

import java.util.List;

/** What a mail server answered to one command (RFC 5321 4.2). */
public record SmtpReply(int code, List<String> lines) {
    public SmtpReply {
        lines = List.copyOf(lines);
    }

    public boolean accepted() {
        return code / 100 == 2;
    }

    public boolean later() {
        return code / 100 == 4;
    }

    public boolean refused() {
        return code / 100 == 5;
    }

    /** Whether the server offers this extension; of use on the answer to EHLO. */
    public boolean offers(String extension) {
        return lines.stream().anyMatch(line -> line.equals(extension) || line.startsWith(extension + " "));
    }

    @Override
    public String toString() {
        return code + " " + lines.getLast();
    }
}
