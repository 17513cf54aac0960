// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.github.tachydromos.core.Eventually;
import io.github.tachydromos.core.kube.ApiClient;
import io.github.tachydromos.core.kube.ControlPlane;
import io.github.tachydromos.core.kube.ObjectWatch;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a consumer is told of an object that changes while the watch begins, by a real API server. */
class ObjectWatchIT {
    private static final String NAME = "watched";
    private static ControlPlane controlPlane;

    private final List<String> told = new CopyOnWriteArrayList<>();
    private KubernetesClient admin;

    @BeforeAll
    static void startApiServer() throws Exception {
        controlPlane = new ControlPlane();
        controlPlane.start();
    }

    @AfterAll
    static void stopApiServer() {
        controlPlane.stop();
    }

    @BeforeEach
    void openNamespace() throws Exception {
        admin = controlPlane.newNamespace();
    }

    @AfterEach
    void closeClient() {
        admin.close();
    }

    @Test
    void tellsNoOlderStateAfterANewerOne() throws Exception {
        write("one");

        follow(() -> write("two"), "two");

        assertThat(told).isIn(List.of("two"), List.of("one", "two"));
    }

    @Test
    void tellsOfAnObjectThatCameWhileTheWatchBegan() throws Exception {
        follow(() -> write("one"), "one");

        assertThat(told).containsExactly("one");
    }

    @Test
    void tellsOfAnObjectThatWentWhileTheWatchBegan() throws Exception {
        write("one");

        follow(() -> admin.configMaps().withName(NAME).delete(), "");

        assertThat(told).isIn(List.of(""), List.of("one", ""));
    }

    @Test
    void tellsThatThereIsNone() throws Exception {
        follow(() -> {}, "");

        assertThat(told).containsExactly("");
    }

    /** Watches, lets something happen before the object is read, and once more when all has been told. */
    private void follow(Runnable happening, String last) throws Exception {
        try (KubernetesClient client = ApiClient.builder(new ConfigBuilder(controlPlane.administrator())
                        .withNamespace(admin.getNamespace())
                        .build())
                .withHttpClientBuilderConsumer(
                        builder -> builder.addOrReplaceInterceptor("test", new BetweenWatchAndReading(happening)))
                .build()) {
            Thread watch = new ObjectWatch<>(
                            NAME,
                            client.configMaps().withName(NAME),
                            object -> told.add(object.map(this::content).orElse("")),
                            Duration.ofMinutes(5))
                    .start();
            Eventually.soon("the state at the beginning is told", () -> told.contains(last));
            write("end");
            Eventually.soon("what comes after it is told", () -> told.contains("end"));
            watch.interrupt();
        }
        told.removeLast();
    }

    private String content(ConfigMap object) {
        return object.getData().get("content");
    }

    private void write(String content) {
        admin.resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withName(NAME)
                        .endMetadata()
                        .addToData("content", content)
                        .build())
                .createOr(existing -> existing.update());
    }

    /** The watch has begun before the object is read, and something happens between the two. */
    private static final class BetweenWatchAndReading implements Interceptor {
        private final CountDownLatch watching = new CountDownLatch(1);
        private final Runnable happening;

        BetweenWatchAndReading(Runnable happening) {
            this.happening = happening;
        }

        @Override
        public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
            if (!isWatch(request)) {
                try {
                    watching.await(5, TimeUnit.SECONDS);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                happening.run();
            }
        }

        @Override
        public void after(HttpRequest request, HttpResponse<?> response, AsyncBody.Consumer<List<ByteBuffer>> body) {
            if (isWatch(request)) {
                watching.countDown();
            }
        }

        private static boolean isWatch(HttpRequest request) {
            return String.valueOf(request.uri().getQuery()).contains("watch=true");
        }
    }
}
