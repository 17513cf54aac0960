// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.tachydromos.sync.acceptance.AcceptanceSettings.Account;
import io.github.tachydromos.sync.daemon.LineConnection;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** The account's mailbox over IMAP (RFC 9051). */
final class Mailbox implements Closeable {
    private static final Duration DELIVERY = Duration.ofSeconds(90);
    private static final String FOUND = "* SEARCH ";

    private final LineConnection connection;

    private Mailbox(LineConnection connection) {
        this.connection = connection;
    }

    static Mailbox open(Ports ports, Account account) throws IOException {
        LineConnection connection = ports.dovecot(Ports.IMAPS);
        Mailbox mailbox = new Mailbox(connection);
        try {
            connection.expect("* OK");
            mailbox.say("AUTHENTICATE PLAIN " + plain(account));
        } catch (IOException e) {
            connection.close();
            throw e;
        }
        return mailbox;
    }

    /** Name and password as SASL's PLAIN has them (RFC 4616). */
    static String plain(Account account) {
        return Base64.getEncoder().encodeToString(("\0" + account.mail() + "\0" + account.password()).getBytes(UTF_8));
    }

    /** Waits until the mail with this id is in one of the folders that the suite files into, and removes it. */
    void take(String id) throws IOException {
        long start = System.nanoTime();
        while (System.nanoTime() - start < DELIVERY.toNanos()) {
            for (String folder : List.of("INBOX", "Junk")) {
                say("SELECT " + folder);
                Optional<String> found = search(id);
                if (found.isPresent()) {
                    say("UID STORE " + found.get() + " +FLAGS.SILENT (\\Deleted)");
                    say("UID EXPUNGE " + found.get());
                    return;
                }
            }
            Pause.take();
        }
        throw new IOException("accepted, but after " + DELIVERY.toSeconds()
                + " s neither in INBOX nor in Junk; look at Postfix's queue and log");
    }

    private Optional<String> search(String id) throws IOException {
        connection.writeLine("s UID SEARCH HEADER Message-ID " + id);
        String uids = "";
        String line = connection.readLine();
        while (line.startsWith("*")) {
            if (line.startsWith(FOUND)) {
                uids = line.substring(FOUND.length()).strip().replace(' ', ',');
            }
            line = connection.readLine();
        }
        if (!line.startsWith("s OK")) {
            throw new IOException("answered \"" + line + "\" to a search");
        }
        return Optional.of(uids).filter(found -> !found.isEmpty());
    }

    private void say(String command) throws IOException {
        connection.writeLine("c " + command);
        connection.expectAfter(line -> line.startsWith("*"), "c OK");
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
