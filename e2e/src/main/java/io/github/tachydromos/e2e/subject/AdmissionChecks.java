// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.subject;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.tachydromos.e2e.check.Check;
import io.github.tachydromos.e2e.check.Seen;
import io.github.tachydromos.e2e.cluster.Command;
import io.github.tachydromos.e2e.suite.TestBed;
import java.io.IOException;
import java.util.List;

/** Who writes the suite document past Helm is told by the webhook what is wrong with it. */
public final class AdmissionChecks implements Subject {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String KEY = "suite.yaml";

    private final TestBed bed;
    private final String name;

    public AdmissionChecks(TestBed bed) {
        this.bed = bed;
        this.name = bed.release().object("suite");
    }

    @Override
    public List<Check> checks() {
        return List.of(
                new Check("a wrong value written with kubectl", "refused with its path and the remedy", () -> {
                    Command.Output patch = patch("hostname: .*", "hostname: mail", "--dry-run=none");
                    return new Seen(
                            patch.errors(),
                            patch.exit() != 0
                                    && patch.errors().contains("hostname: \"mail\" is not a fully qualified")
                                    && patch.errors().contains("; write it as "));
                }),
                new Check("another good value", "taken (server dry run)", () -> {
                    Command.Output patch =
                            patch("messageSizeLimitMb: .*", "messageSizeLimitMb: 60", "--dry-run=server");
                    return new Seen(patch.text() + patch.errors(), patch.exit() == 0);
                }),
                new Check("the document deleted with kubectl", "refused while the release is installed", () -> {
                    Command.Output delete =
                            bed.kubectl().command("delete", "configmap", name).answer();
                    return new Seen(
                            delete.errors(),
                            delete.exit() != 0 && delete.errors().contains("helm uninstall"));
                }));
    }

    private Command.Output patch(String line, String instead, String dryRun) throws IOException, InterruptedException {
        String document =
                bed.kubectl().get("configmap", name).path("data").path(KEY).asText();
        ObjectNode patch = JSON.createObjectNode();
        patch.putObject("data").put(KEY, document.replaceFirst("(?m)^( *)" + line + "$", "$1" + instead));
        return bed.kubectl()
                .command("patch", "configmap", name, "--type=merge", "--patch=" + patch, dryRun)
                .answer();
    }
}
