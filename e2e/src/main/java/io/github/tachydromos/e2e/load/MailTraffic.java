// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.load;

import io.github.tachydromos.e2e.client.ForeignServer;
import io.github.tachydromos.e2e.client.ImapSession;
import io.github.tachydromos.e2e.client.Letter;
import io.github.tachydromos.e2e.client.SmtpReply;
import io.github.tachydromos.e2e.client.SmtpSession;
import io.github.tachydromos.e2e.suite.TestBed;
import java.io.IOException;
import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Ten deliveries and five IMAP logins a second, over TLS. Each connection notes the certificate it is shown: once a
 * newer one is confirmed, no connection begun after that may see an older one.
 */
public final class MailTraffic implements AutoCloseable {
    private static final int DELIVERIES = 10;
    private static final int LOGINS = 5;

    /** A mail server opens no more connections to another than this at once (Postfix: 20), and is let in with 50. */
    private static final int CONNECTIONS = 20;

    private final TestBed bed;
    private final String reader;
    private final SteadyCalls deliveries;
    private final SteadyCalls logins;
    private final Semaphore connections = new Semaphore(CONNECTIONS);
    private volatile @Nullable BigInteger confirmed;

    private MailTraffic(TestBed bed, String reader) {
        this.bed = bed;
        this.reader = reader;
        this.deliveries = SteadyCalls.start("delivery", DELIVERIES, this::deliver);
        this.logins = SteadyCalls.start("IMAP login", LOGINS, this::logIn);
    }

    /** To the mailbox of this account of the seed. */
    public static MailTraffic start(TestBed bed, String reader) {
        return new MailTraffic(bed, reader);
    }

    /** From now on nothing older than this certificate may be shown: later ones have higher serial numbers. */
    public void confirm(X509Certificate leaf) {
        confirmed = leaf.getSerialNumber();
    }

    private void deliver() throws IOException, InterruptedException {
        connections.acquire();
        try {
            deliverNow();
        } finally {
            connections.release();
        }
    }

    private void deliverNow() throws IOException {
        BigInteger oldest = confirmed;
        Letter letter = Letter.of(ForeignServer.SENDER, reader);
        try (SmtpSession session = bed.foreignServer().session()) {
            look(oldest, session.leaf());
            for (SmtpReply reply : List.of(session.mail(letter.from()), session.rcpt(letter.to()))) {
                demand(reply);
            }
            demand(session.data(letter.content()));
        }
    }

    /** Tried once: a mail program would try again, its user would notice. */
    private void logIn() throws IOException {
        BigInteger oldest = confirmed;
        var account = bed.account(reader);
        try (ImapSession session = ImapSession.openSecure(
                bed.endpoints().host(), bed.endpoints().ports().imaps(), bed.tls())) {
            look(oldest, session.leaf());
            ImapSession.Answer answer = session.login(account.mail(), account.password());
            if (!answer.ok()) {
                throw new IOException("LOGIN: " + answer);
            }
        }
    }

    private static void look(@Nullable BigInteger oldest, X509Certificate leaf) throws IOException {
        if (oldest != null && leaf.getSerialNumber().compareTo(oldest) < 0) {
            throw new IOException("an old certificate was shown after " + oldest + ": " + leaf.getSerialNumber());
        }
    }

    private static void demand(SmtpReply reply) throws IOException {
        if (!reply.accepted()) {
            throw new IOException(reply.toString());
        }
    }

    public int succeeded() {
        return deliveries.succeeded() + logins.succeeded();
    }

    public List<String> failures() {
        return Stream.of(deliveries, logins)
                .flatMap(calls -> calls.failures().stream())
                .toList();
    }

    @Override
    public void close() {
        List<SteadyCalls> all = new ArrayList<>(List.of(deliveries, logins));
        all.forEach(SteadyCalls::close);
    }

    @Override
    public String toString() {
        return deliveries + "; " + logins;
    }
}
