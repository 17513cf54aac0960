// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.render;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Files of one daemon: path relative to its tree → content (UTF-8). Equal if all paths and contents are. */
public record RenderedTree(SortedMap<String, String> files) {

    public RenderedTree {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }

    /** What a person wrote, as a file has it: each line with its end. */
    public static String lines(String text) {
        return String.join("\n", text.lines().toList()) + "\n";
    }

    /** Paths whose content differs, or that only one of the two has. */
    public SortedSet<String> difference(RenderedTree other) {
        Set<Map.Entry<String, String>> mine = files.entrySet();
        SortedSet<String> paths = new TreeSet<>();
        for (var entry : mine) {
            if (!entry.getValue().equals(other.files.get(entry.getKey()))) {
                paths.add(entry.getKey());
            }
        }
        for (String path : other.files.keySet()) {
            if (!files.containsKey(path)) {
                paths.add(path);
            }
        }
        return paths;
    }

    /** The content of a file that is known to be there. */
    public byte[] bytes(String path) {
        String text = files.get(path);
        if (text == null) {
            throw new IllegalArgumentException("no file " + path);
        }
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** SHA-256 over all paths and contents, in hex: names this content in logs and on disk. */
    public String digest() {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256");
            files.forEach((path, content) -> {
                for (String part : List.of(path, content)) {
                    byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
                    sha256.update(ByteBuffer.allocate(Integer.BYTES)
                            .putInt(bytes.length)
                            .flip());
                    sha256.update(bytes);
                }
            });
            return HexFormat.of().formatHex(sha256.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
