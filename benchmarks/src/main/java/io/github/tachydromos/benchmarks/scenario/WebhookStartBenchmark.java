// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.benchmarks.scenario;

import io.github.tachydromos.benchmarks.figure.Figure;
import io.github.tachydromos.benchmarks.figure.Samples;
import io.github.tachydromos.e2e.suite.TestBed;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/** How soon the webhook is ready, and how long its first answer takes. */
public final class WebhookStartBenchmark implements Scenario {
    private static final int STARTS = 5;

    private final TestBed bed;

    public WebhookStartBenchmark(TestBed bed) {
        this.bed = bed;
    }

    /** One start, in milliseconds. */
    private record Start(double ready, double firstCall, double nextCall, double emptyContainer) {}

    /** The first start warms up this client, and is not counted. */
    @Override
    public List<Figure> measure() throws Exception {
        List<Start> starts = new ArrayList<>();
        try (WebhookContainer webhook = WebhookContainer.create(bed)) {
            HttpRequest review = new Questions(bed, webhook).review(10);
            start(webhook, review);
            for (int i = 0; i < STARTS; i++) {
                starts.add(start(webhook, review));
            }
        }
        return List.of(
                figure(
                        "webhook-ready-after-start",
                        medianAndSlowest(starts.stream().map(Start::ready).toList()),
                        "<= 2000",
                        new Figure.Yardstick(
                                "the engine runs an empty container of this image",
                                medianAndSlowest(starts.stream()
                                        .map(Start::emptyContainer)
                                        .toList()))),
                figure(
                        "admission-first-call-after-ready",
                        medianAndSlowest(starts.stream().map(Start::firstCall).toList()),
                        "<= 100",
                        new Figure.Yardstick(
                                "the next call on the same connection",
                                medianAndSlowest(
                                        starts.stream().map(Start::nextCall).toList()))));
    }

    private static Start start(WebhookContainer webhook, HttpRequest review) throws Exception {
        double ready = webhook.start().toMillis();
        try (HttpClient client = Questions.client()) {
            return new Start(ready, call(client, review), call(client, review), emptyContainer());
        }
    }

    private static double call(HttpClient client, HttpRequest review) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        HttpResponse<String> response = client.send(review, HttpResponse.BodyHandlers.ofString());
        double took = milliseconds(begin);
        if (!Questions.allowed(response.body())) {
            throw new IOException("the benchmark's document is refused: " + response.body());
        }
        return took;
    }

    private static double emptyContainer() throws IOException, InterruptedException {
        long begin = System.nanoTime();
        WebhookContainer.docker(
                "run", "--rm", "--network", "host", "--entrypoint", "/bin/true", WebhookContainer.IMAGE);
        return milliseconds(begin);
    }

    private static double milliseconds(long begin) {
        return (System.nanoTime() - begin) / 1e6;
    }

    private static SequencedMap<String, Double> medianAndSlowest(List<Double> values) {
        Samples samples = new Samples(values);
        SequencedMap<String, Double> named = new LinkedHashMap<>();
        named.put("median", samples.median());
        named.put("slowest", samples.percentile(100));
        return named;
    }

    private static Figure figure(
            String name, SequencedMap<String, Double> values, String aim, Figure.Yardstick yardstick) {
        SequencedMap<String, Object> circumstances = new LinkedHashMap<>();
        circumstances.put("starts", STARTS);
        double ratio =
                values.firstEntry().getValue() / yardstick.values().firstEntry().getValue();
        return new Figure(
                name,
                "ms",
                values,
                yardstick,
                new Figure.Ratio("median / median of the yardstick", ratio),
                Map.of("slowest", aim),
                circumstances);
    }
}
