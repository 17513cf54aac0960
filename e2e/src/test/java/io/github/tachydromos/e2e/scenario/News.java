// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.scenario;

import io.github.tachydromos.e2e.cluster.Kubectl;
import java.io.IOException;
import java.util.List;

/** The Events that came since a moment. */
final class News {
    private final Kubectl kubectl;
    private final List<String> before;

    private News(Kubectl kubectl) throws IOException, InterruptedException {
        this.kubectl = kubectl;
        this.before = events();
    }

    static News from(Kubectl kubectl) throws IOException, InterruptedException {
        return new News(kubectl);
    }

    /** The messages of those with this reason. */
    List<String> of(String reason) throws IOException, InterruptedException {
        return events().stream()
                .filter(event -> !before.contains(event))
                .map(event -> event.split(" ", 4))
                .filter(words -> words[2].equals(reason))
                .map(words -> words[3])
                .toList();
    }

    /** Name, how often it was said, reason and message. */
    private List<String> events() throws IOException, InterruptedException {
        return kubectl.list("events")
                .valueStream()
                .map(event -> event.path("metadata").path("name").asText() + " "
                        + event.path("series")
                                .path("count")
                                .asInt(event.path("count").asInt()) + " "
                        + event.path("reason").asText() + " "
                        + event.path("message").asText())
                .toList();
    }
}
