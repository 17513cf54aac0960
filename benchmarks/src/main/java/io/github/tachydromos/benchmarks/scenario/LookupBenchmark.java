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

/** Postfix's own lookups in the suite's table of mailboxes against an LDAP table on the same directory. */
public final class LookupBenchmark implements Scenario {
    private static final String TABLE = "sqlite:/etc/postfix/tables/mailboxes.cf";
    private static final String YARDSTICK = "ldap:/tmp/mailboxes-ldap.cf";
    private static final int KNOWN = DirectoryChangeBenchmark.CHANGES;
    private static final int KEYS = KNOWN + KNOWN / 4;
    private static final int LOOKUPS = 20_000;
    private static final int ROUNDS = 5;
    private static final Duration LIMIT = Duration.ofSeconds(60);

    // Timed where it runs: the way there by the API server is not part of it. Known and unknown keys take turns.
    private static final String SCRIPT = """
            set -eu
            rounds=$1 prefix=$2 domain=$3 last=$4 table=$5
            cd /tmp
            trap 'rm -f bench-keys bench-answers' EXIT
            for round in $(seq $rounds); do seq -f "$prefix%g@$domain" 0 $last; done > bench-keys
            before=$(date +%s%N)
            postmap -q - $table < bench-keys > bench-answers
            after=$(date +%s%N)
            echo $((after - before)) $(wc -l < bench-answers) $(sha256sum < bench-answers)
            """;

    private final TestBed bed;
    private final BenchmarkAccounts accounts;

    public LookupBenchmark(TestBed bed, BenchmarkAccounts accounts) {
        this.bed = bed;
        this.accounts = accounts;
    }

    private record Round(double milliseconds, int found, String answers) {}

    @Override
    public List<Figure> measure() throws Exception {
        accounts.seed(KNOWN);
        String last = BenchmarkAccounts.mail(KNOWN - 1);
        Eventually.until(
                last + " has arrived in the replica",
                LIMIT,
                () -> bed.foreignServer().rcpt(last).accepted());
        List<Double> suite = new ArrayList<>();
        List<Double> yardstick = new ArrayList<>();
        // In turns, so that a busy moment of the machine meets both.
        for (int i = 0; i < ROUNDS; i++) {
            Round table = round(bed.release().pod("postfix"), "postfix", TABLE);
            Round ldap = round(BenchmarkPods.POSTMAP, BenchmarkPods.CONTAINER, YARDSTICK);
            requireSameAnswers(table, ldap);
            suite.add(table.milliseconds());
            yardstick.add(ldap.milliseconds());
        }
        return List.of(figure(new Samples(suite), new Samples(yardstick)));
    }

    private Round round(String pod, String container, String table) throws IOException, InterruptedException {
        String[] said = bed.kubectl()
                .exec(
                        pod,
                        container,
                        "bash",
                        "-c",
                        SCRIPT,
                        "bash",
                        String.valueOf(LOOKUPS / KEYS),
                        BenchmarkAccounts.PREFIX,
                        BenchmarkAccounts.DOMAIN,
                        String.valueOf(KEYS - 1),
                        table)
                .split(" ", 4);
        return new Round(Long.parseLong(said[0]) / 1e6, Integer.parseInt(said[1]), said[2]);
    }

    private static void requireSameAnswers(Round table, Round ldap) throws IOException {
        int expected = LOOKUPS / KEYS * KNOWN;
        if (table.found() != expected || !table.answers().equals(ldap.answers())) {
            throw new IOException("the tables differ: " + expected + " keys have a mailbox, the replica found "
                    + table.found() + ", LDAP " + ldap.found());
        }
    }

    private static Figure figure(Samples suite, Samples yardstick) {
        double ratio = yardstick.median() / suite.median();
        SequencedMap<String, Object> circumstances = new LinkedHashMap<>();
        circumstances.put("lookups", LOOKUPS);
        circumstances.put("keys", KEYS);
        circumstances.put("keysWithMailbox", KNOWN);
        circumstances.put("rounds", ROUNDS);
        circumstances.put("suiteMs", suite.ascending());
        circumstances.put("yardstickMs", yardstick.ascending());
        return new Figure(
                "lookups-20000",
                "ms",
                median(suite),
                new Figure.Yardstick("an LDAP table of Postfix on the same directory", median(yardstick)),
                new Figure.Ratio("yardstick / value", ratio),
                Map.of("median", "ratio >= 25"),
                circumstances);
    }

    private static SequencedMap<String, Double> median(Samples samples) {
        return new LinkedHashMap<>(Map.of("median", samples.median()));
    }
}
