// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.rotator.publish;

import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.api.model.ObjectReferenceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.tachydromos.core.kube.EventPublisher;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Tells notices in the log and as Events. A pass hands over all that it finds, each time; only what the pass before
 * did not find is told.
 */
public final class NoticePublisher {
    private static final Logger LOG = LoggerFactory.getLogger(NoticePublisher.class);

    private final KubernetesClient client;
    private final String namespace;
    private final InstantSource clock;
    private Set<Notice> before = Set.of();

    public NoticePublisher(KubernetesClient client, String namespace, InstantSource clock) {
        this.client = client;
        this.namespace = namespace;
        this.clock = clock;
    }

    public void publish(List<Notice> notices) {
        notices.stream().distinct().filter(notice -> !before.contains(notice)).forEach(this::publish);
        before = notices.stream().collect(Collectors.toUnmodifiableSet());
    }

    private void publish(Notice notice) {
        EventPublisher events = new EventPublisher(client, reference(notice.about()), "cert-rotator", clock);
        switch (notice.severity()) {
            case NORMAL -> {
                log(LOG.atInfo(), notice);
                events.normal(notice.reason(), notice.message());
            }
            case WARNING -> {
                log(LOG.atWarn(), notice);
                events.warning(notice.reason(), notice.message());
            }
        }
    }

    private static void log(LoggingEventBuilder event, Notice notice) {
        event.addKeyValue("about", notice.about().name())
                .addKeyValue("reason", notice.reason())
                .log(notice.message());
    }

    private ObjectReference reference(Subject subject) {
        return new ObjectReferenceBuilder()
                .withApiVersion("v1")
                .withKind(subject.kind())
                .withNamespace(namespace)
                .withName(subject.name())
                .withUid(subject.uid().isEmpty() ? null : subject.uid())
                .build();
    }
}
