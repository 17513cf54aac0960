// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon.sogo;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Sends requests at a steady rate, one answered or not, and keeps each answer. */
final class SteadyVisitor implements AutoCloseable {
    private final List<String> answers = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor();

    /** One request; its number tells which. */
    interface Visit {
        int answer(int number) throws IOException, InterruptedException;
    }

    SteadyVisitor(Duration pause, Visit visit) {
        var number = new int[1];
        timer.scheduleAtFixedRate(
                () -> {
                    int mine = number[0]++;
                    requests.submit(() -> answers.add(said(visit, mine)));
                },
                0,
                pause.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    int answered() {
        return answers.size();
    }

    /** All answers, once the last one has come. */
    List<String> stop() throws InterruptedException {
        timer.shutdown();
        requests.shutdown();
        if (!requests.awaitTermination(40, TimeUnit.SECONDS)) {
            throw new AssertionError("a request had no answer for 40 s");
        }
        return List.copyOf(answers);
    }

    private static String said(Visit visit, int number) {
        try {
            return visit.answer(number) + "";
        } catch (IOException | InterruptedException e) {
            return number + ": " + e;
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
        requests.shutdownNow();
    }
}
