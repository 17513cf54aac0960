// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon.nginx;

import io.github.tachydromos.core.config.Network;
import io.github.tachydromos.core.config.Release;
import io.github.tachydromos.core.config.Suite;
import io.github.tachydromos.sync.daemon.Inputs;
import io.github.tachydromos.sync.render.ConfigValue;
import io.github.tachydromos.sync.render.Template;
import io.github.tachydromos.sync.replica.DomainList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * All that {@code nginx.conf} may mention.
 *
 * @param webmail the host of webmail that clients are told
 * @param hosts all that webmail answers to: its own, and those of the Service for who asks within the cluster
 * @param bodyMb the largest request
 * @param managed folder with a file of each managed domain's name
 */
record NginxConf(
        ConfigValue webmail,
        List<ConfigValue> hosts,
        List<ConfigValue> trustedProxies,
        int bodyMb,
        ConfigValue managed,
        boolean activeSync)
        implements Template {

    /** What a form has around a mail. */
    private static final int MARGIN_MB = 1;

    static NginxConf of(Inputs inputs) {
        Suite suite = inputs.suite();
        List<String> hosts = suite.front().webmailHosts().stream()
                .map(host -> host.toLowerCase(Locale.ROOT))
                .toList();
        return new NginxConf(
                new ConfigValue(hosts.getFirst()),
                Stream.concat(hosts.stream(), within(suite.release()))
                        .map(ConfigValue::new)
                        .toList(),
                suite.front().trustedProxies().stream()
                        .map(Network::text)
                        .map(ConfigValue::new)
                        .toList(),
                encoded(suite.postfix().messageSizeLimitMb()) + MARGIN_MB,
                new ConfigValue(DomainList.beside(inputs.replica()).folder().toString()),
                suite.sogo().modules().activeSync());
    }

    /** Four characters of base64 for three bytes. */
    private static int encoded(int megabytes) {
        return (megabytes * 4 + 2) / 3;
    }

    private static Stream<String> within(Release release) {
        String service = release.fullname() + "-sogo";
        String name = service + "." + release.namespace();
        return Stream.of(name + ".svc", name, service, "localhost");
    }

    @Override
    public String path() {
        return "nginx/nginx.conf";
    }
}
