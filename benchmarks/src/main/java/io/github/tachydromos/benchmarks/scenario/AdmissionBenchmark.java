// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.benchmarks.scenario;

import io.github.tachydromos.benchmarks.figure.Figure;
import io.github.tachydromos.benchmarks.figure.Samples;
import io.github.tachydromos.e2e.suite.TestBed;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.locks.LockSupport;

/** How long the webhook takes to answer at a steady rate. */
public final class AdmissionBenchmark implements Scenario {
    private static final int REVIEWS = 1000;
    private static final int WARM_UP = 300;
    private static final Duration PERIOD = Duration.ofMillis(10);

    /** About what the API servers of a cluster hold open; more would measure handshakes. */
    private static final int CONNECTIONS = 4;

    private final TestBed bed;

    public AdmissionBenchmark(TestBed bed) {
        this.bed = bed;
    }

    @Override
    public List<Figure> measure() throws Exception {
        List<Figure> figures = new ArrayList<>();
        BlockingDeque<HttpClient> clients = new LinkedBlockingDeque<>();
        try (WebhookContainer webhook = WebhookContainer.create(bed)) {
            webhook.start();
            for (int i = 0; i < CONNECTIONS; i++) {
                clients.add(Questions.client());
            }
            Questions questions = new Questions(bed, webhook);
            for (int kilobytes : List.of(10, 100)) {
                figures.add(figure(kilobytes, clients, questions.review(kilobytes), questions.nothing()));
            }
        } finally {
            clients.forEach(HttpClient::close);
        }
        return figures;
    }

    private static Figure figure(
            int kilobytes, BlockingDeque<HttpClient> clients, HttpRequest review, HttpRequest nothing) {
        Round warmUp = Round.of(clients, review, nothing, WARM_UP);
        Round round = Round.of(clients, review, nothing, REVIEWS);
        Samples reviews = round.times(round.reviews());
        Samples others = round.times(round.others());
        SequencedMap<String, Object> circumstances = new LinkedHashMap<>();
        circumstances.put("reviews", REVIEWS);
        circumstances.put("perSecond", Duration.ofSeconds(1).dividedBy(PERIOD));
        circumstances.put("notAnswered", round.failed());
        circumstances.put("slowestMs", reviews.percentile(100));
        circumstances.put("warmUpMs", warmUp.times(warmUp.reviews()).p50AndP99());
        return new Figure(
                "admission-" + kilobytes + "-kb",
                "ms",
                reviews.p50AndP99(),
                new Figure.Yardstick("the same server says 404 over the same TLS", others.p50AndP99()),
                new Figure.Ratio("p50 / p50 of the yardstick", reviews.median() / others.median()),
                Map.of("p99", "<= 5"),
                circumstances);
    }

    /** One call, in milliseconds from the moment it was due, whether it was answered as it should be or not. */
    private record Timed(double took, boolean answered) {}

    /** Reviews at a steady rate; between two of them a question that the same server answers without a review. */
    private record Round(List<Timed> reviews, List<Timed> others) {

        /** Each call is timed from the moment it was due: one that waits for a slow one before it counts the wait. */
        static Round of(BlockingDeque<HttpClient> clients, HttpRequest review, HttpRequest other, int calls) {
            List<CompletableFuture<Timed>> reviews = new ArrayList<>();
            List<CompletableFuture<Timed>> others = new ArrayList<>();
            long start = System.nanoTime();
            for (int i = 0; i < calls; i++) {
                long due = start + i * PERIOD.toNanos();
                reviews.add(at(due, clients, review, 200));
                others.add(at(due + PERIOD.toNanos() / 2, clients, other, 404));
            }
            return new Round(
                    reviews.stream().map(CompletableFuture::join).toList(),
                    others.stream().map(CompletableFuture::join).toList());
        }

        private static CompletableFuture<Timed> at(
                long due, BlockingDeque<HttpClient> clients, HttpRequest request, int expected) {
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            return CompletableFuture.supplyAsync(
                    () -> {
                        boolean answered = answers(clients, request, expected);
                        return new Timed((System.nanoTime() - due) / 1e6, answered);
                    },
                    Thread::startVirtualThread);
        }

        /** A client makes one call at a time, and so keeps one connection. */
        private static boolean answers(BlockingDeque<HttpClient> clients, HttpRequest request, int expected) {
            try {
                HttpClient client = clients.takeFirst();
                try {
                    return client.send(request, HttpResponse.BodyHandlers.discarding())
                                    .statusCode()
                            == expected;
                } finally {
                    clients.addFirst(client);
                }
            } catch (IOException e) {
                return false;
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        Samples times(List<Timed> calls) {
            return new Samples(calls.stream().map(Timed::took).toList());
        }

        /** A busy machine lets the server give up. */
        long failed() {
            return reviews.stream().filter(call -> !call.answered()).count();
        }
    }
}
