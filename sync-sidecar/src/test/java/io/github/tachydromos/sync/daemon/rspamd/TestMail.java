// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon.rspamd;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Mails from a friend to a user, ordinary and not. */
final class TestMail {
    /** The harmless file that each virus scanner takes for a virus, in two pieces so that none finds it here. */
    static final byte[] EICAR = ("X5O!P%@AP[4\\PZX54(P^)7CC)7}" + "$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*")
            .getBytes(StandardCharsets.US_ASCII);

    /** A signature file of ClamAV that knows it: MD5, length and name. */
    static final String EICAR_SIGNATURE = "44d88612fea8a8f36de82e1278abb02f:68:Eicar-Test\n";

    private static final Base64.Encoder LINES = Base64.getMimeEncoder(76, new byte[] {'\n'});

    private TestMail() {}

    static String headers() {
        return """
                From: friend@elsewhere.example
                To: alice@example.org
                Subject: hello
                Date: Wed, 25 Nov 2026 12:00:00 +0000
                Message-ID: <%s@elsewhere.example>
                MIME-Version: 1.0
                """.formatted(UUID.randomUUID());
    }

    static String plain(String text) {
        return headers() + "Content-Type: text/plain\n\n" + text + "\n";
    }

    /** Parts, each with headers of its own, one after the other. */
    static String multipart(String... parts) {
        var mail = new StringBuilder(
                "Content-Type: multipart/mixed; boundary=\"b\"\n\n--b\nContent-Type: text/plain\n\nhi\n");
        for (String part : parts) {
            mail.append("--b\n").append(part).append('\n');
        }
        return mail.append("--b--\n").toString();
    }

    static String attachment(String name, byte[] content) {
        return "Content-Type: application/octet-stream\nContent-Transfer-Encoding: base64\n"
                + "Content-Disposition: attachment; filename=\"" + name + "\"\n\n" + LINES.encodeToString(content);
    }

    static byte[] zip(String name, byte[] content) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content);
        }
        return bytes.toByteArray();
    }

    /** An archive in an archive, and so on. */
    static byte[] zipped(int times, byte[] content) throws IOException {
        byte[] archive = content;
        for (int i = 0; i < times; i++) {
            archive = zip("inner" + i, archive);
        }
        return archive;
    }
}
