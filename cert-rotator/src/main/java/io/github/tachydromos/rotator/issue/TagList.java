// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.rotator.issue;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A record of tags, as {@code v=DMARC1; p=none} (RFC 6376 3.2, which others follow); white space counts nowhere. */
public record TagList(Map<String, String> tags) {
    public TagList {
        tags = Collections.unmodifiableMap(new HashMap<>(tags));
    }

    /** Reads what DNS tells, with or without the quotes of its strings. */
    public static TagList read(String text) {
        Map<String, String> tags = new HashMap<>();
        for (String tag : text.replaceAll("[\\s\"\\\\]", "").split(";", -1)) {
            int equals = tag.indexOf('=');
            if (equals > 0) {
                tags.put(tag.substring(0, equals), tag.substring(equals + 1));
            }
        }
        return new TagList(tags);
    }

    public Optional<String> get(String tag) {
        return Optional.ofNullable(tags.get(tag));
    }
}
