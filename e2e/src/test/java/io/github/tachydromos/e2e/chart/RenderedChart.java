// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.chart;

import java.util.Map;
import org.yaml.snakeyaml.Yaml;

/** What Helm has made of the chart: its objects, as one YAML text. */
public record RenderedChart(String manifests) {

    /** The suite document among them. */
    public String document() {
        for (Object manifest : new Yaml().loadAll(manifests)) {
            if (manifest instanceof Map<?, ?> map
                    && "ConfigMap".equals(map.get("kind"))
                    && map.get("metadata").toString().contains("tachydromos.io/config=suite")) {
                return ((Map<?, ?>) map.get("data")).get("suite.yaml").toString();
            }
        }
        throw new AssertionError("no suite document in " + manifests);
    }
}
