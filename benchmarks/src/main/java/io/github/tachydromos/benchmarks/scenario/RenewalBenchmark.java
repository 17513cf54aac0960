// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.benchmarks.scenario;

import io.github.tachydromos.benchmarks.figure.Figure;
import io.github.tachydromos.benchmarks.figure.Samples;
import io.github.tachydromos.e2e.suite.IngressSecret;
import io.github.tachydromos.e2e.suite.TestBed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/** How long after an update of the ingress Secret all six TLS ports serve the new leaf. */
public final class RenewalBenchmark implements Scenario {
    private static final int RENEWALS = 20;

    private final TestBed bed;

    public RenewalBenchmark(TestBed bed) {
        this.bed = bed;
    }

    @Override
    public List<Figure> measure() throws Exception {
        IngressSecret ingress = IngressSecret.of(bed);
        List<Double> renewals = new ArrayList<>();
        List<Double> looks = new ArrayList<>();
        List<Double> starts = new ArrayList<>();
        for (int i = 0; i < RENEWALS; i++) {
            renewals.add(ingress.renew().delay().toNanos() / 1e6);
            long begin = System.nanoTime();
            ingress.served();
            long looked = System.nanoTime();
            bed.kubectl().get("secret", ingress.name());
            looks.add((looked - begin) / 1e6);
            starts.add((System.nanoTime() - looked) / 1e6);
        }
        Samples delays = new Samples(renewals);
        Samples yardstick = new Samples(looks);
        SequencedMap<String, Object> circumstances = new LinkedHashMap<>();
        circumstances.put("renewals", RENEWALS);
        circumstances.put("kubectlAloneMs", new Samples(starts).p50AndP99());
        circumstances.put("inTheirOrderMs", renewals.stream().map(Math::round).toList());
        return List.of(new Figure(
                "secret-to-served-leaf",
                "ms",
                delays.p50AndP99(),
                new Figure.Yardstick("one look at all six ports, one after the other", yardstick.p50AndP99()),
                new Figure.Ratio("p50 / p50 of the yardstick", delays.median() / yardstick.median()),
                Map.of("p50", "<= 2000", "p99", "<= 2000"),
                circumstances));
    }
}
