// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.core.config;

import java.util.EnumSet;
import java.util.Locale;

/** An enum whose constants stand in the document by their names, in lower case and with hyphens. */
public interface Choice {
    /** The constant's. */
    String name();

    /** As it stands in the document, and what those call it who are told. */
    default String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether a word is one of these. */
    static <C extends Enum<C> & Choice> boolean isOne(Class<C> choices, String word) {
        return EnumSet.allOf(choices).stream().anyMatch(choice -> choice.word().equals(word));
    }

    /** The one that a word names, or a stand-in if it names none: the reader has told so. */
    static <C extends Enum<C> & Choice> C of(String word, C standIn) {
        return EnumSet.allOf(standIn.getDeclaringClass()).stream()
                .filter(choice -> choice.word().equals(word))
                .findFirst()
                .orElse(standIn);
    }
}
