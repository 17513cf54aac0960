// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon.dovecot;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A kind of mail: its texts are made of phrases that no other kind has. */
final class Words {
    private static final int ALL = 12;
    private static final int IN_A_MAIL = 8;

    private final Random random;
    private final List<String> phrases;

    Words(long seed) {
        random = new Random(seed);
        phrases = new ArrayList<>(Stream.generate(() -> word() + " " + word() + " " + word() + " " + word())
                .limit(ALL)
                .toList());
    }

    /** A mail that is like the others of its kind and the same as none. */
    String[] mail(String... headers) {
        Collections.shuffle(phrases, random);
        String text = String.join(". ", phrases.subList(0, IN_A_MAIL));
        String head = String.join("\n", headers) + (headers.length == 0 ? "" : "\n");
        return (head + "From: sender@remote.example\nTo: somebody@example.org\nSubject: " + word() + "\nMessage-ID: <"
                        + word() + "@remote.example>\nDate: Wed, 25 Nov 2026 12:00:00 +0000\nMIME-Version: 1.0\n"
                        + "Content-Type: text/plain; charset=utf-8\n\n" + text)
                .split("\n");
    }

    private String word() {
        return random.ints(8, 'a', 'z' + 1).mapToObj(Character::toString).collect(Collectors.joining());
    }
}
