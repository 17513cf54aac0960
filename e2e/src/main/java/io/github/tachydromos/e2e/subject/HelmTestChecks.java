// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.subject;

import io.github.tachydromos.e2e.check.Check;
import io.github.tachydromos.e2e.check.Seen;
import io.github.tachydromos.e2e.cluster.Command;
import io.github.tachydromos.e2e.cluster.Helm;
import io.github.tachydromos.e2e.cluster.Workspace;
import io.github.tachydromos.e2e.directory.Account;
import io.github.tachydromos.e2e.suite.TestBed;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code helm test} passes on a suite that works, and says what is wrong with one that does not. */
public final class HelmTestChecks implements Subject {
    /** As e2e/demo-values.yaml names them. */
    private static final String ACCOUNT = "alice@example.org";

    private static final String SECRET = "helm-test-account";
    private static final Duration POD = Duration.ofMinutes(2);
    private static final Pattern SUMMARY = Pattern.compile("(\\d+) passed, (\\d+) failed, (\\d+) not tried");
    private static final Pattern FAILED = Pattern.compile("FAILED +([^:]+): ([^\\\\\"\\n]+)");

    private final TestBed bed;

    public HelmTestChecks(TestBed bed) {
        this.bed = bed;
    }

    @Override
    public List<Check> checks() {
        return List.of(
                new Check("helm test", "all passed", this::passes),
                new Check("helm test with Dovecot stopped", "fails, and names Dovecot only", this::namesWhatIsAway));
    }

    private Seen passes() throws Exception {
        Command.Output output = helmTest();
        Matcher summary = SUMMARY.matcher(told(output));
        return summary.find()
                ? new Seen(
                        summary.group(),
                        output.exit() == 0
                                && summary.group(2).equals("0")
                                && summary.group(3).equals("0"))
                : Seen.fail(told(output));
    }

    private Seen namesWhatIsAway() throws Exception {
        String dovecot = bed.release().object("dovecot");
        bed.kubectl().scale(dovecot, 0, POD);
        try {
            Command.Output output = helmTest();
            List<String> failed = FAILED.matcher(told(output))
                    .results()
                    .map(line -> line.group(1) + ": " + line.group(2))
                    .toList();
            return new Seen(
                    "exit " + output.exit() + "; " + failed,
                    output.exit() != 0
                            && failed.size() == 1
                            && failed.getFirst().startsWith("dovecot answers: " + dovecot));
        } finally {
            bed.kubectl().scale(dovecot, 1, POD);
        }
    }

    private Command.Output helmTest() throws IOException, InterruptedException {
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
        return Helm.in(Workspace.find()).test(bed.release()).answer();
    }

    private static String told(Command.Output output) {
        return output.text() + "\n" + output.errors();
    }
}
