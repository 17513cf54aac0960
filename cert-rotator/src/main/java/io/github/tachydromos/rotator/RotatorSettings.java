// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.rotator;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the chart tells the program, as TACHYDROMOS_NAMESPACE, TACHYDROMOS_POD, TACHYDROMOS_SUITE and TACHYDROMOS_LEASE.
 *
 * @param pod name of this pod
 * @param suite name of the ConfigMap with the suite document
 * @param lease name of the Lease by which the replicas choose their leader
 */
@ConfigurationProperties("tachydromos")
public record RotatorSettings(
        @Bindable(defaultValue = "") String namespace,
        @Bindable(defaultValue = "") String pod,
        @Bindable(defaultValue = "") String suite,
        @Bindable(defaultValue = "") String lease) {

    public RotatorSettings {
        Map<String, String> needed = new TreeMap<>(Map.of(
                "TACHYDROMOS_NAMESPACE", namespace,
                "TACHYDROMOS_POD", pod,
                "TACHYDROMOS_SUITE", suite,
                "TACHYDROMOS_LEASE", lease));
        needed.values().removeIf(value -> !value.isBlank());
        if (!needed.isEmpty()) {
            throw new IllegalArgumentException("not set: " + String.join(", ", needed.keySet()));
        }
    }
}
