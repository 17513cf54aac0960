// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.render;

import java.util.stream.Stream;

/** A file without a hole: the same in every release. */
public record Fixed(String path) implements Template {

    /** Several of one daemon's folder. */
    public static Stream<Fixed> of(String folder, String... names) {
        return Stream.of(names).map(name -> new Fixed(folder + "/" + name));
    }
}
