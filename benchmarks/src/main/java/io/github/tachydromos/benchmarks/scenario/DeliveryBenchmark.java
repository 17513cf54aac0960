// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.benchmarks.scenario;

import io.github.tachydromos.benchmarks.figure.Figure;
import io.github.tachydromos.benchmarks.figure.Samples;
import io.github.tachydromos.e2e.check.Eventually;
import io.github.tachydromos.e2e.suite.TestBed;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/** Mail from SMTP through the filter into mailboxes, against a Postfix that looks up in LDAP in front of the same daemons. */
public final class DeliveryBenchmark implements Scenario {
    private static final int RECIPIENTS = 10;
    private static final int MAILS_EACH = 30;
    private static final int MAILS = RECIPIENTS * MAILS_EACH;
    private static final int CONNECTIONS_EACH = 2;
    private static final int BYTES = 4096;
    private static final int ROUNDS = 3;
    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** Postfix's own load generator, one for each recipient; says when it began. */
    private static final String SEND = """
            set -eu
            server=$1 prefix=$2 domain=$3 recipients=$4 mails=$5 connections=$6 bytes=$7
            date +%s%N
            generators=
            for i in $(seq 0 $((recipients - 1))); do
              smtp-source -s $connections -m $mails -l $bytes -f someone@stranger.test -t $prefix$i@$domain $server:25 &
              generators="$generators $!"
            done
            for generator in $generators; do wait $generator; done
            """;

    /** Says when the last of the mails lay in a mailbox, and empties it. */
    private static final String ARRIVED = """
            set -eu
            prefix=$1 domain=$2 recipients=$3 mails=$4
            for i in $(seq 0 $((recipients - 1))); do
              until doveadm -f flow mailbox status -u $prefix$i@$domain -t messages '*' | grep -q "messages=$mails\\b"; do
                sleep 0.1
              done
            done
            date +%s%N
            for i in $(seq 0 $((recipients - 1))); do
              doveadm expunge -u $prefix$i@$domain mailbox '*' all
            done
            """;

    private final TestBed bed;
    private final BenchmarkAccounts accounts;

    public DeliveryBenchmark(TestBed bed, BenchmarkAccounts accounts) {
        this.bed = bed;
        this.accounts = accounts;
    }

    @Override
    public List<Figure> measure() throws Exception {
        accounts.seed(RECIPIENTS);
        configureTheOther();
        String suite = bed.release().object("postfix");
        String other = bed.kubectl()
                .get("pod", BenchmarkPods.POSTFIX)
                .path("status")
                .path("podIP")
                .asText();
        Eventually.until(
                "the Postfix with LDAP tables listens",
                LIMIT,
                () -> bed.kubectl().connects(BenchmarkPods.POSTMAP, BenchmarkPods.CONTAINER, other, 25));
        // Both once without counting: connections, caches, mailboxes that do not exist yet.
        deliveriesPerSecond(suite);
        deliveriesPerSecond(other);
        List<Double> value = new ArrayList<>();
        List<Double> yardstick = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
            value.add(deliveriesPerSecond(suite));
            yardstick.add(deliveriesPerSecond(other));
        }
        return List.of(figure(new Samples(value), new Samples(yardstick)));
    }

    /** Gives the other Postfix what the sidecar has made for the suite's; its tables are LDAP ones. */
    private void configureTheOther() throws IOException, InterruptedException {
        String tree = bed.kubectl()
                .exec(
                        bed.release().pod("postfix"),
                        "postfix",
                        "bash",
                        "-c",
                        "tar -C /etc/postfix/ -cz . | base64 --wrap=0");
        bed.kubectl()
                .command(
                        "exec",
                        "-i",
                        BenchmarkPods.POSTFIX,
                        "-c",
                        BenchmarkPods.CONTAINER,
                        "--",
                        "bash",
                        "-c",
                        "mkdir -p /tmp/tree && base64 -d | tar -xz -C /tmp/tree && touch /tmp/tree/complete")
                .run(tree);
    }

    private double deliveriesPerSecond(String server) throws IOException, InterruptedException {
        String recipients = String.valueOf(RECIPIENTS);
        String mails = String.valueOf(MAILS_EACH);
        String begun = bed.kubectl()
                .exec(
                        BenchmarkPods.POSTMAP,
                        BenchmarkPods.CONTAINER,
                        "bash",
                        "-c",
                        SEND,
                        "bash",
                        server,
                        BenchmarkAccounts.PREFIX,
                        BenchmarkAccounts.DOMAIN,
                        recipients,
                        mails,
                        String.valueOf(CONNECTIONS_EACH),
                        String.valueOf(BYTES));
        String ended = bed.kubectl()
                .exec(
                        bed.release().pod("dovecot"),
                        "dovecot",
                        "timeout",
                        String.valueOf(LIMIT.toSeconds()),
                        "bash",
                        "-c",
                        ARRIVED,
                        "bash",
                        BenchmarkAccounts.PREFIX,
                        BenchmarkAccounts.DOMAIN,
                        recipients,
                        mails);
        return MAILS / ((Long.parseLong(ended) - Long.parseLong(begun)) / 1e9);
    }

    private static Figure figure(Samples suite, Samples yardstick) {
        SequencedMap<String, Object> circumstances = new LinkedHashMap<>();
        circumstances.put("mails", MAILS);
        circumstances.put("recipients", RECIPIENTS);
        circumstances.put("connections", RECIPIENTS * CONNECTIONS_EACH);
        circumstances.put("bytes", BYTES);
        circumstances.put("rounds", ROUNDS);
        circumstances.put("suitePerSecond", suite.ascending());
        circumstances.put("yardstickPerSecond", yardstick.ascending());
        return new Figure(
                "deliveries",
                "mails/s",
                median(suite),
                new Figure.Yardstick("the same daemons behind a Postfix with LDAP tables", median(yardstick)),
                new Figure.Ratio("value / yardstick", suite.median() / yardstick.median()),
                Map.of("median", "ratio >= 1"),
                circumstances);
    }

    private static SequencedMap<String, Double> median(Samples samples) {
        return new LinkedHashMap<>(Map.of("median", samples.median()));
    }
}
