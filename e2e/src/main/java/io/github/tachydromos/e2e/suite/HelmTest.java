// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.suite;

import io.github.tachydromos.e2e.cluster.Command;
import io.github.tachydromos.e2e.cluster.Helm;
import io.github.tachydromos.e2e.cluster.Workspace;
import io.github.tachydromos.e2e.directory.Account;
import java.io.IOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code helm test} of a running suite, with the account that e2e/demo-values.yaml names for it. */
public record HelmTest(TestBed bed) {
    private static final String ACCOUNT = "alice@example.org";
    private static final String SECRET = "helm-test-account";
    private static final Pattern SUMMARY = Pattern.compile("(\\d+) passed, (\\d+) failed, (\\d+) not tried");
    private static final Pattern FAILED = Pattern.compile("FAILED +([^:]+): ([^\\\\\"\\n]+)");

    /**
     * What it said.
     *
     * @param summary how many passed, failed and were not tried; all that it said where it has none
     * @param failed a line for each that failed: its name, ": ", the cause
     */
    public record Report(int exit, String summary, List<String> failed) {
        private static Report of(Command.Output output) {
            String told = output.text() + "\n" + output.errors();
            Matcher summary = SUMMARY.matcher(told);
            List<String> failed = FAILED.matcher(told)
                    .results()
                    .map(line -> line.group(1) + ": " + line.group(2))
                    .toList();
            return new Report(output.exit(), summary.find() ? summary.group() : told, failed);
        }

        public boolean allPassed() {
            return exit == 0 && summary.endsWith(" passed, 0 failed, 0 not tried");
        }
    }

    public Report run() throws IOException, InterruptedException {
        Account account = bed.account(ACCOUNT);
        Command secret = bed.kubectl()
                .command(
                        "create",
                        "secret",
                        "generic",
                        SECRET,
                        "--from-literal=password=" + account.password(),
                        "--dry-run=client",
                        "--output=yaml");
        bed.kubectl()
                .command("apply", "--server-side", "--force-conflicts", "--filename=-")
                .run(secret.run().text());
        return Report.of(Helm.in(Workspace.find()).test(bed.release()).answer());
    }
}
