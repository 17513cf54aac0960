// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon.dovecot;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/**
 * A password in Dovecot's scheme {@code SSHA512}. The salt comes from the names, not from chance: the same inputs must
 * give the same tree, and two releases or accounts with one password still differ.
 */
final class SaltedHash {
    private static final int SALT_LENGTH = 16;

    private SaltedHash() {}

    static String of(String password, String release, String login) {
        byte[] salt = Arrays.copyOf(sha512((release + "\0" + login).getBytes(StandardCharsets.UTF_8)), SALT_LENGTH);
        byte[] digest = sha512(password.getBytes(StandardCharsets.UTF_8), salt);
        byte[] value = Arrays.copyOf(digest, digest.length + SALT_LENGTH);
        System.arraycopy(salt, 0, value, digest.length, SALT_LENGTH);
        return "{SSHA512}" + Base64.getEncoder().encodeToString(value);
    }

    private static byte[] sha512(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-512");
            for (byte[] part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("a Java without SHA-512", e);
        }
    }
}
