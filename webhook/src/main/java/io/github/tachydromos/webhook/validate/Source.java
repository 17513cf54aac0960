// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.webhook.validate;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A text and where it came from. */
record Source(String name, String text) {
    /** Far more than a chart renders. */
    private static final int LIMIT = 32 * 1024 * 1024;

    static Source read(String file, InputStream stdin) throws Unreadable {
        if (file.equals("-")) {
            return new Source("-", text("-", stdin));
        }
        try (InputStream in = Files.newInputStream(Path.of(file))) {
            return new Source(file, text(file, in));
        } catch (IOException e) {
            throw new Unreadable(file + ": cannot be read; name a file that can, or - for standard input");
        }
    }

    private static String text(String name, InputStream in) throws Unreadable {
        try {
            byte[] bytes = in.readNBytes(LIMIT + 1);
            if (bytes.length > LIMIT) {
                throw new Unreadable(name + ": is longer than 32 MiB; give only the manifests of one release");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new Unreadable(name + ": cannot be read: " + e.getMessage() + "; give it again");
        }
    }
}
