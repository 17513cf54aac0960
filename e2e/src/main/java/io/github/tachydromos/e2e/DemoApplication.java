// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e;

import io.github.tachydromos.e2e.check.Check;
import io.github.tachydromos.e2e.check.Report;
import io.github.tachydromos.e2e.cluster.Workspace;
import io.github.tachydromos.e2e.subject.Subject;
import io.github.tachydromos.e2e.suite.Access;
import io.github.tachydromos.e2e.suite.Installation;
import io.github.tachydromos.e2e.suite.TestBed;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Optional;

/** The demo: installs the suite on the local node, shows what it promises, and leaves it running. */
public final class DemoApplication {
    private DemoApplication() {}

    public static void main(String[] arguments) throws Exception {
        PrintStream out = System.out;
        Path folder = Workspace.find().path("target/demo");
        Report report = new Report(out);
        Installation.Running running =
                Installation.demo(step -> out.println("==> " + step)).bringUp();
        try (TestBed bed = running.bed()) {
            report.header();
            report.add(firstMail(running));
            if (running.fresh()) {
                report.add(firstWebmail(running));
            }
            Subject.all(bed).forEach(subject -> report.run(subject.checks()));
            Optional<WholeRun> whole = WholeRun.ofMake();
            whole.filter(run -> !running.fresh() && !run.builtSomething()).ifPresent(run -> report.add(run.again()));
            report.write(folder.resolve("report.json"));
            Access access = Access.to(bed);
            access.write(folder.resolve("access.json"));
            out.println();
            out.println(report.summary() + "; " + folder.resolve("report.json"));
            whole.ifPresent(run -> out.println(run.summary()));
            out.println();
            access.print(out, Workspace.find().path("target/tools"));
        }
        System.exit(report.passed() ? 0 : 1);
    }

    private static Check.Result firstWebmail(Installation.Running running) {
        double seconds = running.untilFirstWebmail().toMillis() / 1000.0;
        return new Check.Result(
                "from helm install to the first webmail login",
                "at most " + Installation.FIRST_WEBMAIL.toSeconds() + " s",
                "logged in after " + seconds + " s",
                seconds,
                running.untilFirstWebmail().compareTo(Installation.FIRST_WEBMAIL) <= 0);
    }

    private static Check.Result firstMail(Installation.Running running) {
        double seconds = running.untilFirstMail().toMillis() / 1000.0;
        return new Check.Result(
                running.fresh() ? "from helm install to the first accepted mail" : "helm upgrade of the running suite",
                "at most " + Installation.FIRST_MAIL.toSeconds() + " s",
                "accepted after " + seconds + " s",
                seconds,
                running.untilFirstMail().compareTo(Installation.FIRST_MAIL) <= 0);
    }
}
