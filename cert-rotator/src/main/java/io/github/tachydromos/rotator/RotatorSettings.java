// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.rotator;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the chart tells the program, as TACHYDROMOS_NAMESPACE and TACHYDROMOS_SUITE.
 *
 * @param suite name of the ConfigMap with the suite document
 */
@ConfigurationProperties("tachydromos")
public record RotatorSettings(
        @Bindable(defaultValue = "") String namespace,
        @Bindable(defaultValue = "") String suite) {

    public RotatorSettings {
        List<String> missing = Stream.of(
                        namespace.isBlank() ? "TACHYDROMOS_NAMESPACE" : "", suite.isBlank() ? "TACHYDROMOS_SUITE" : "")
                .filter(name -> !name.isEmpty())
                .toList();
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException("not set: " + String.join(", ", missing));
        }
    }
}
