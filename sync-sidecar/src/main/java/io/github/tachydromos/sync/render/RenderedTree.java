// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.render;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
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
}
