// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.benchmarks;

import io.github.tachydromos.benchmarks.figure.Figure;
import io.github.tachydromos.benchmarks.figure.Figures;
import io.github.tachydromos.benchmarks.figure.Origin;
import io.github.tachydromos.benchmarks.scenario.AdmissionBenchmark;
import io.github.tachydromos.benchmarks.scenario.BenchmarkAccounts;
import io.github.tachydromos.benchmarks.scenario.BenchmarkPods;
import io.github.tachydromos.benchmarks.scenario.DeliveryBenchmark;
import io.github.tachydromos.benchmarks.scenario.DirectoryChangeBenchmark;
import io.github.tachydromos.benchmarks.scenario.LookupBenchmark;
import io.github.tachydromos.benchmarks.scenario.MemoryBenchmark;
import io.github.tachydromos.benchmarks.scenario.RenewalBenchmark;
import io.github.tachydromos.benchmarks.scenario.Scenario;
import io.github.tachydromos.benchmarks.scenario.WebhookStartBenchmark;
import io.github.tachydromos.e2e.cluster.Workspace;
import io.github.tachydromos.e2e.suite.Installation;
import io.github.tachydromos.e2e.suite.TestBed;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/** Measures the demo's suite on the local node and leaves it running as it was. */
public final class BenchmarkApplication {
    private BenchmarkApplication() {}

    public static void main(String[] arguments) throws Exception {
        PrintStream out = System.out;
        Workspace workspace = Workspace.find();
        Path folder = workspace.path("target/bench");
        Figures figures = new Figures(out, folder, Origin.here(workspace));
        Installation installation = Installation.demo(step -> out.println("==> " + step));
        try (TestBed bed = installation.bringUp().bed();
                BenchmarkAccounts accounts = BenchmarkAccounts.none(bed);
                BenchmarkPods pods = BenchmarkPods.start(bed.kubectl(), workspace)) {
            out.println("==> measuring; " + pods + " run beside the suite");
            figures.header();
            // Memory comes last: an idle program needs less than one that has worked.
            for (Scenario scenario : List.of(
                    new DirectoryChangeBenchmark(bed),
                    new LookupBenchmark(bed, accounts),
                    new DeliveryBenchmark(bed, accounts),
                    new RenewalBenchmark(bed),
                    new WebhookStartBenchmark(bed),
                    new AdmissionBenchmark(bed),
                    new MemoryBenchmark(bed))) {
                for (Figure figure : scenario.measure()) {
                    figures.add(figure);
                }
            }
        }
        out.println();
        out.println(folder + " has them as JSON; docs/benchmarks.md tells what they mean");
        System.exit(0);
    }
}
