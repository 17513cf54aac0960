// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.client;

import io.github.tachydromos.e2e.check.Eventually;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.search.HeaderTerm;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Properties;
import org.eclipse.angus.mail.imap.IMAPFolder;

/** A user's mail program: reads by IMAP on 993 and sends by submission on 587. */
public final class MailClient {
    private final Endpoints endpoints;
    private final Session session;

    public MailClient(Endpoints endpoints, PinnedTls tls) {
        this.endpoints = endpoints;
        Properties settings = new Properties();
        settings.put("mail.imaps.ssl.socketFactory", tls.context().getSocketFactory());
        settings.put("mail.smtp.ssl.socketFactory", tls.context().getSocketFactory());
        // The trust is in one certificate; the address under which the test reaches it is not in it.
        settings.setProperty("mail.imaps.ssl.checkserveridentity", "false");
        settings.setProperty("mail.smtp.ssl.checkserveridentity", "false");
        settings.setProperty("mail.smtp.starttls.required", "true");
        settings.setProperty("mail.smtp.starttls.enable", "true");
        settings.setProperty("mail.smtp.auth", "true");
        for (String protocol : new String[] {"imaps", "smtp"}) {
            settings.setProperty("mail." + protocol + ".timeout", "30000");
            settings.setProperty("mail." + protocol + ".connectiontimeout", "10000");
        }
        this.session = Session.getInstance(settings);
    }

    public Store login(Credentials user) throws MessagingException {
        Store store = session.getStore("imaps");
        store.connect(endpoints.host(), endpoints.ports().imaps(), user.mail(), user.password());
        return store;
    }

    public void submit(Credentials user, Letter letter) throws MessagingException {
        var content = new ByteArrayInputStream(letter.content().getBytes(StandardCharsets.UTF_8));
        Message message = new MimeMessage(session, content);
        try (var transport = session.getTransport("smtp")) {
            transport.connect(endpoints.host(), endpoints.ports().submission(), user.mail(), user.password());
            transport.sendMessage(message, message.getAllRecipients());
        }
    }

    /** Waits until the letter lies in the user's folder. */
    public Duration awaitLetter(Credentials user, String folder, Letter letter, Duration limit) throws Exception {
        try (Store store = login(user)) {
            String condition = letter.messageId() + " in " + folder + " of " + user.mail();
            return Eventually.until(condition, limit, () -> holds(store, folder, letter));
        }
    }

    /** Waits until the inbox of who has sent the letter holds an answer to it. */
    public Duration awaitAnswer(Credentials sender, Letter letter, Duration limit) throws Exception {
        try (Store store = login(sender)) {
            HeaderTerm answer = new HeaderTerm("In-Reply-To", letter.messageId());
            return Eventually.until("an answer to " + letter.messageId(), limit, () -> holds(store, "INBOX", answer));
        }
    }

    public boolean holds(Store store, String name, Letter letter) throws MessagingException {
        return holds(store, name, new HeaderTerm("Message-ID", letter.messageId()));
    }

    private static boolean holds(Store store, String name, HeaderTerm header) throws MessagingException {
        Folder folder = store.getFolder(name);
        if (!folder.exists()) {
            return false;
        }
        folder.open(Folder.READ_ONLY);
        try (folder) {
            return folder.search(header).length > 0;
        }
    }

    /** The letter in the user's inbox as it was delivered, byte by byte. */
    public String source(Credentials user, Letter letter) throws Exception {
        try (Store store = login(user);
                Folder inbox = store.getFolder("INBOX")) {
            inbox.open(Folder.READ_ONLY);
            var source = new ByteArrayOutputStream();
            inbox.search(new HeaderTerm("Message-ID", letter.messageId()))[0].writeTo(source);
            return source.toString(StandardCharsets.UTF_8);
        }
    }

    /** Moves the letter as a mail program does (RFC 6851). */
    public void move(Store store, Letter letter, String from, String to) throws MessagingException {
        Folder folder = store.getFolder(from);
        folder.open(Folder.READ_WRITE);
        try (folder) {
            Message[] found = folder.search(new HeaderTerm("Message-ID", letter.messageId()));
            ((IMAPFolder) folder).moveMessages(found, store.getFolder(to));
        }
    }

    public int count(Store store, String name) throws MessagingException {
        return store.getFolder(name).getMessageCount();
    }

    /** Empties the user's inbox. */
    public void empty(Credentials user) throws MessagingException {
        try (Store store = login(user)) {
            Folder inbox = store.getFolder("INBOX");
            inbox.open(Folder.READ_WRITE);
            inbox.setFlags(inbox.getMessages(), new Flags(Flags.Flag.DELETED), true);
            inbox.close(true);
        }
    }
}
