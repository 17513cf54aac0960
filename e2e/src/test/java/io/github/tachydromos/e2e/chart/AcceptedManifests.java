// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.chart;

import io.github.tachydromos.e2e.cluster.Helm;
import io.github.tachydromos.e2e.cluster.Release;
import io.github.tachydromos.e2e.cluster.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.Yaml;

/**
 * What the chart makes of all values files that must be accepted.
 *
 * @param objects each one once, hooks too, as YAML
 */
record AcceptedManifests(Set<String> objects) {

    /** The namespace that all of them are for. */
    static final String NAMESPACE = "mail";

    private static @Nullable AcceptedManifests rendered;

    /** Rendered once for all tests. */
    static synchronized AcceptedManifests of(Workspace workspace) throws IOException, InterruptedException {
        AcceptedManifests manifests = rendered == null ? render(workspace) : rendered;
        rendered = manifests;
        return manifests;
    }

    private static AcceptedManifests render(Workspace workspace) throws IOException, InterruptedException {
        Helm helm = Helm.in(workspace);
        List<Path> accepted = new ArrayList<>(Corpus.in(workspace).accepted());
        accepted.add(workspace.path("e2e/demo-values.yaml"));
        Set<String> objects = new LinkedHashSet<>();
        for (Path values : accepted) {
            String manifests = helm.template(new Release("demo", NAMESPACE), values);
            for (Object object : new Yaml().loadAll(manifests)) {
                if (object != null) {
                    objects.add(new Yaml().dump(object));
                }
            }
        }
        return new AcceptedManifests(objects);
    }

    /** Those that do not mention this. */
    AcceptedManifests without(String text) {
        Set<String> others = new LinkedHashSet<>(objects);
        others.removeIf(object -> object.contains(text));
        return new AcceptedManifests(others);
    }

    Path write(Path file) throws IOException {
        return Files.writeString(file, String.join("---\n", objects));
    }
}
