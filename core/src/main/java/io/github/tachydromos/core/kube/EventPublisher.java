// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.core.kube;

import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes core/v1 Events about one object. The same message is not published twice in a row for a reason; an API
 * server that does not take it is only logged, for an Event is news and never state.
 */
public final class EventPublisher {
    private static final Logger LOG = LoggerFactory.getLogger(EventPublisher.class);

    /** What the API server accepts as the length of a message. */
    private static final int MESSAGE_LIMIT = 1024;

    private final KubernetesClient client;
    private final ObjectReference about;
    private final String component;
    private final InstantSource clock;
    private final Map<String, String> lastMessages = new ConcurrentHashMap<>();

    /** Events about {@code about}, whose namespace is set, from {@code component}. */
    public EventPublisher(KubernetesClient client, ObjectReference about, String component, InstantSource clock) {
        this.client = client;
        this.about = about;
        this.component = component;
        this.clock = clock;
    }

    /** Something an operator should know; {@code reason} is one word in CamelCase. */
    public void warning(String reason, String message) {
        publish("Warning", reason, "", message);
    }

    /** The same about one of several subjects, whose news do not replace each other's. */
    public void warning(String reason, String subject, String message) {
        publish("Warning", reason, subject, subject + ": " + message);
    }

    /** Several things at once, one a line; what does not fit is counted, the log has it. */
    public void warning(String reason, List<String> lines) {
        var message = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            String rest = "and " + (lines.size() - i) + " more, see the log";
            if (message.length() + lines.get(i).length() + 1 + rest.length() > MESSAGE_LIMIT) {
                message.append(rest);
                break;
            }
            message.append(lines.get(i)).append('\n');
        }
        warning(reason, message.toString().strip());
    }

    /** Something went as it should. */
    public void normal(String reason, String message) {
        publish("Normal", reason, "", message);
    }

    /** The trouble that this reason names is over: the same message is news again. */
    public void settled(String reason) {
        lastMessages.remove(reason + "/");
    }

    /** The same for one of several subjects. */
    public void settled(String reason, String subject) {
        lastMessages.remove(reason + "/" + subject);
    }

    private void publish(String type, String reason, String subject, String message) {
        String key = reason + "/" + subject;
        if (message.equals(lastMessages.put(key, message))) {
            return;
        }
        String now = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
        var event = new EventBuilder()
                .withNewMetadata()
                .withGenerateName(about.getName() + ".")
                .withNamespace(about.getNamespace())
                .endMetadata()
                .withInvolvedObject(about)
                .withType(type)
                .withReason(reason)
                .withMessage(message.length() > MESSAGE_LIMIT ? message.substring(0, MESSAGE_LIMIT - 1) + "…" : message)
                .withNewSource()
                .withComponent(component)
                .endSource()
                .withFirstTimestamp(now)
                .withLastTimestamp(now)
                .withCount(1)
                .build();
        try {
            client.v1()
                    .events()
                    .inNamespace(about.getNamespace())
                    .resource(event)
                    .create();
        } catch (KubernetesClientException e) {
            lastMessages.remove(key);
            LOG.atWarn()
                    .addKeyValue("reason", reason)
                    .addKeyValue("fault", e.getMessage())
                    .log("event was not published");
        }
    }
}
