// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.replica;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The file {@code identity} in every mailbox folder: says whose mail it is even when all else is lost. */
final class IdentityFiles {
    private static final Logger LOG = LoggerFactory.getLogger(IdentityFiles.class);
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final String NAME = "identity";

    private final Path mail;

    IdentityFiles(Path mail) {
        this.mail = mail;
    }

    /**
     * Whose folder it is.
     *
     * @param id name of the folder
     * @param gone whether the entry was seen to go
     */
    record Identity(String id, UUID uuid, String address, boolean gone) {}

    List<Identity> readAll() throws IOException {
        List<Identity> all = new ArrayList<>();
        try (Stream<Path> folders = Files.list(mail)) {
            for (Path folder : folders.sorted().toList()) {
                String id = folder.getFileName().toString();
                if (ID.matcher(id).matches() && Files.exists(folder.resolve(NAME))) {
                    read(id).ifPresent(all::add);
                }
            }
        }
        return all;
    }

    /** Makes the folder where it is absent; leaves a file alone that says the same already. */
    void write(Identity identity) throws IOException {
        String text = text(identity);
        Path folder = mail.resolve(identity.id());
        Path file = folder.resolve(NAME);
        if (Files.exists(file) && Files.readString(file).equals(text)) {
            return;
        }
        if (!Files.isDirectory(folder)) {
            Files.createDirectory(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        Path next = folder.resolve(NAME + ".new");
        Files.writeString(next, text);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static String text(Identity identity) {
        return "entryUUID=" + identity.uuid() + "\naddress=" + identity.address() + "\nstate="
                + (identity.gone() ? "gone" : "live") + "\n";
    }

    private Optional<Identity> read(String id) throws IOException {
        Properties file = new Properties();
        try {
            file.load(new StringReader(Files.readString(mail.resolve(id).resolve(NAME))));
            return Optional.of(new Identity(
                    id,
                    UUID.fromString(file.getProperty("entryUUID", "")),
                    file.getProperty("address", ""),
                    file.getProperty("state", "").equals("gone")));
        } catch (IllegalArgumentException e) {
            LOG.atWarn().addKeyValue("mailbox", id).log("mailbox left alone: its identity file names no entryUUID");
            return Optional.empty();
        }
    }
}
