// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon.rspamd;

import io.github.tachydromos.sync.render.Template;
import java.util.stream.Stream;

/** A file that is the same in every release. */
record Fixed(String name) implements Template {

    static Stream<Fixed> all() {
        return Stream.of(
                        "rspamd.conf",
                        "logging.inc",
                        "local.d/arc.conf",
                        "local.d/dkim_signing.conf",
                        "local.d/force_actions.conf",
                        "local.d/fuzzy_check.conf",
                        "local.d/milter_headers.conf",
                        "local.d/neural.conf",
                        "local.d/redis.conf",
                        "local.d/settings.conf")
                .map(Fixed::new);
    }

    @Override
    public String path() {
        return "rspamd/" + name;
    }
}
