// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.acceptance;

import io.github.tachydromos.sync.daemon.SmtpDialogue;
import java.io.IOException;
import java.util.Set;

/** The relay canary: a stranger on port 25 gets no mail to other hosts. Nothing is sent whatever the answer is. */
record RelayTrial(Ports ports) {
    private static final String STRANGER = "MAIL FROM:<helm-test@example.net>";
    private static final String ELSEWHERE = "RCPT TO:<helm-test@example.com>";

    Trial trial() {
        return new Trial("no relay for strangers on port 25", Set.of(Service.POSTFIX), this::ask);
    }

    private void ask() throws IOException {
        try (SmtpDialogue smtp = ports.plainSmtp(Ports.SMTP)) {
            smtp.expect("220");
            Ports.greet(smtp);
            smtp.say(STRANGER, "250");
            smtp.say(ELSEWHERE, "5");
            smtp.say("QUIT", "221");
        }
    }
}
