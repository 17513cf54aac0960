// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon.postfix;

import io.github.tachydromos.sync.render.Template;
import java.util.stream.Stream;

/** A file in which nothing depends on the suite yet. */
record StaticFile(String name) implements Template {

    static Stream<StaticFile> all() {
        return Stream.of("master.cf", "lmtp-status").map(StaticFile::new);
    }

    @Override
    public String path() {
        return "postfix/" + name;
    }
}
