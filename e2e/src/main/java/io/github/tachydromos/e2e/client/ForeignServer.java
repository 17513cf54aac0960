// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.client;

import java.io.IOException;

/** Brings mail to port 25 as any mail server of the Internet does, with STARTTLS. */
public record ForeignServer(Endpoints endpoints, PinnedTls tls) {
    public static final String SENDER = "someone@stranger.test";

    /** A session after STARTTLS. */
    public SmtpSession session() throws IOException {
        SmtpSession session =
                SmtpSession.open(endpoints.host(), endpoints.ports().smtp());
        SmtpReply greeted = session.ehlo();
        SmtpReply secured = greeted.accepted() ? session.startTls(tls) : greeted;
        if (!secured.accepted()) {
            session.close();
            throw new IOException("no STARTTLS on 25: " + secured);
        }
        return session;
    }

    /** What the suite says to this recipient; nothing is sent. */
    public SmtpReply rcpt(String recipient) throws IOException {
        try (SmtpSession session = session()) {
            SmtpReply sender = session.mail(SENDER);
            return sender.accepted() ? session.rcpt(recipient) : sender;
        }
    }

    /** Sends a letter; the answer is that of the first step that was not accepted, or of the last. */
    public SmtpReply send(Letter letter) throws IOException {
        try (SmtpSession session = session()) {
            SmtpReply answer = session.mail(letter.from());
            if (answer.accepted()) {
                answer = session.rcpt(letter.to());
            }
            return answer.accepted() ? session.data(letter.content()) : answer;
        }
    }
}
