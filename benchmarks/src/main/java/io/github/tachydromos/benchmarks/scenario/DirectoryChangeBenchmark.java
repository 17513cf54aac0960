// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.benchmarks.scenario;

import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPConnection;
import io.github.tachydromos.benchmarks.figure.Figure;
import io.github.tachydromos.benchmarks.figure.Samples;
import io.github.tachydromos.e2e.client.ForeignServer;
import io.github.tachydromos.e2e.client.Letter;
import io.github.tachydromos.e2e.client.SmtpReply;
import io.github.tachydromos.e2e.suite.TestBed;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/** How long after a change in the directory Postfix accepts the new recipient. */
public final class DirectoryChangeBenchmark implements Scenario {
    static final int CHANGES = 200;

    private static final int CHANGES_PER_LETTER = 50;
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final TestBed bed;

    public DirectoryChangeBenchmark(TestBed bed) {
        this.bed = bed;
    }

    /** One change, in milliseconds after the request to add the entry was sent. */
    private record Change(double committed, double found, double refused, double accepted) {
        double accuracy() {
            return accepted - refused;
        }

        double afterCommit() {
            return accepted - committed;
        }
    }

    @Override
    public List<Figure> measure() throws Exception {
        List<Change> changes = new ArrayList<>();
        try (Knocking knocking = new Knocking(bed.endpoints())) {
            for (int i = 0; i < CHANGES; i++) {
                if (i % CHANGES_PER_LETTER == 0) {
                    refillFlow();
                }
                changes.add(change(i, knocking));
            }
        }
        return List.of(figure(changes));
    }

    /**
     * Brings one whole mail. Postfix lets 100 mails come in ahead of its queue manager and then delays each by a second
     * (in_flow_delay); a recipient that is accepted and then abandoned counts, and only a mail makes the queue manager
     * count anew.
     */
    private void refillFlow() throws IOException {
        Letter letter =
                Letter.of(ForeignServer.SENDER, bed.seed().accounts().getFirst().mail(), "A benchmark runs");
        SmtpReply reply = bed.foreignServer().send(letter);
        if (!reply.accepted()) {
            throw new IOException(letter.to() + ": " + reply);
        }
    }

    private Change change(int number, Knocking knocking) throws Exception {
        Entry entry = BenchmarkAccounts.entry(number);
        LDAPConnection directory = bed.directory().connection();
        knocking.prepare();
        CountDownLatch refusedOnce = new CountDownLatch(1);
        FutureTask<Knocking.Sighting> sighting =
                start(() -> knocking.untilAccepted(BenchmarkAccounts.mail(number), refusedOnce, LIMIT));
        if (!refusedOnce.await(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
            throw new IOException(BenchmarkAccounts.mail(number) + " is accepted before it exists");
        }
        long sent = System.nanoTime();
        directory.add(entry);
        long committed = System.nanoTime();
        if (directory.getEntry(entry.getDN(), "mail") == null) {
            throw new IOException(entry.getDN() + ": added, but the directory does not find it");
        }
        long found = System.nanoTime();
        Knocking.Sighting seen = sighting.get(2 * LIMIT.toSeconds(), TimeUnit.SECONDS);
        return new Change(
                milliseconds(sent, committed),
                milliseconds(sent, found),
                milliseconds(sent, seen.refusedNanos()),
                milliseconds(sent, seen.acceptedNanos()));
    }

    private static <T> FutureTask<T> start(Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        Thread.ofVirtual().name("knocking").start(task);
        return task;
    }

    private static double milliseconds(long start, long end) {
        return (end - start) / 1e6;
    }

    private static Figure figure(List<Change> changes) {
        Samples accepted = samples(changes, Change::accepted);
        Samples found = samples(changes, Change::found);
        SequencedMap<String, Object> circumstances = new LinkedHashMap<>();
        circumstances.put("changes", changes.size());
        circumstances.put(
                "inTheirOrderMs",
                changes.stream().map(Change::accepted).map(Math::round).toList());
        circumstances.put(
                "afterTheDirectorySaidCommittedMs",
                samples(changes, Change::afterCommit).p50AndP99());
        circumstances.put(
                "untilTheDirectorySaidCommittedMs",
                samples(changes, Change::committed).p50AndP99());
        circumstances.put("askedEveryMs", Knocking.INTERVAL.toMillis());
        circumstances.put(
                "atMostTooLongByMs", samples(changes, Change::accuracy).p50AndP99());
        return new Figure(
                "directory-change-to-recipient",
                "ms",
                accepted.p50AndP99(),
                new Figure.Yardstick("the directory itself finds the entry", found.p50AndP99()),
                new Figure.Ratio("p50 / p50 of the yardstick", accepted.median() / found.median()),
                Map.of("p50", "<= 50", "p99", "<= 250"),
                circumstances);
    }

    private static Samples samples(List<Change> changes, ToDoubleFunction<Change> value) {
        return new Samples(changes.stream().map(value::applyAsDouble).toList());
    }
}
