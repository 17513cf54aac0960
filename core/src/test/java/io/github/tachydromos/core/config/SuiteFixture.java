// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.core.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The suite document that tests change; no rule has anything to say of it but its example names. */
public final class SuiteFixture {
    private SuiteFixture() {}

    public static String document() {
        try (var in = SuiteFixture.class.getResourceAsStream("/suite.yaml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The document with one text in the place of another, which must be there. */
    public static String with(String from, String to) {
        String document = document();
        if (!document.contains(from)) {
            throw new AssertionError("the sample document has no \"" + from + "\"");
        }
        int at = document.indexOf(from);
        return document.substring(0, at) + to + document.substring(at + from.length());
    }
}
