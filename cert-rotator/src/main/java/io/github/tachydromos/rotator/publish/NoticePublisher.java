// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.rotator.publish;

import io.github.tachydromos.core.kube.EventPublisher;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells notices in the log and as Events. A pass hands over all that it finds, each time; only what the pass before
 * did not find is told.
 */
public final class NoticePublisher {
    private static final Logger LOG = LoggerFactory.getLogger(NoticePublisher.class);

    private final EventPublisher events;
    private Set<Notice> before = Set.of();

    public NoticePublisher(EventPublisher events) {
        this.events = events;
    }

    public void publish(List<Notice> notices) {
        notices.stream().distinct().filter(notice -> !before.contains(notice)).forEach(this::publish);
        before = notices.stream().collect(Collectors.toUnmodifiableSet());
    }

    private void publish(Notice notice) {
        switch (notice.severity()) {
            case NORMAL -> {
                LOG.atInfo().addKeyValue("reason", notice.reason()).log(notice.message());
                events.normal(notice.reason(), notice.message());
            }
            case WARNING -> {
                LOG.atWarn().addKeyValue("reason", notice.reason()).log(notice.message());
                events.warning(notice.reason(), notice.message());
            }
        }
    }
}
