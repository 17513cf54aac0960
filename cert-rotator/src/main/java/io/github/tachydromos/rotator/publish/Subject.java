// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.rotator.publish;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.tachydromos.rotator.policy.ObservedSecret;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * The object that a notice is about.
 *
 * @param uid empty where it is not known
 * @param content digest of what it holds: the same fault of other content is news
 */
public record Subject(String kind, String name, String uid, String content) {

    public static Subject suite(String name) {
        return new Subject("ConfigMap", name, "", "");
    }

    public static Subject secret(ObservedSecret secret) {
        return new Subject("Secret", secret.name(), secret.version().uid(), digest(secret.data()));
    }

    private static String digest(Map<String, byte[]> data) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            new TreeMap<>(data).forEach((entry, content) -> {
                digest.update((entry + " " + content.length + "\n").getBytes(UTF_8));
                digest.update(content);
            });
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
