// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon.rspamd;

import io.github.tachydromos.core.config.ClamavSettings;
import io.github.tachydromos.sync.render.ConfigValue;
import io.github.tachydromos.sync.render.Template;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * All that {@code clamd.lua} may mention: whom Rspamd asks about viruses.
 *
 * @param patience how long, in seconds
 */
record Clamd(ConfigValue host, long patience) implements Template {
    /** Longer than clamd looks at one mail ({@code MaxScanTime} in its image). */
    static final Duration PATIENCE = Duration.ofSeconds(60);

    /** None if ClamAV is off. */
    static Stream<Clamd> of(ClamavSettings clamav) {
        return clamav.enabled()
                ? Stream.of(new Clamd(new ConfigValue(clamav.host()), PATIENCE.toSeconds()))
                : Stream.empty();
    }

    @Override
    public String path() {
        return "rspamd/lua.local.d/clamd.lua";
    }
}
