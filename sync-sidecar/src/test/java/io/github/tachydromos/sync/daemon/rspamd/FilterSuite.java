// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon.rspamd;

import io.github.tachydromos.core.config.SuiteFixture;
import io.github.tachydromos.core.rule.Judgement;
import io.github.tachydromos.core.rule.SuiteJudge;
import io.github.tachydromos.sync.daemon.Inputs;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A suite with Rspamd on, and its Secrets. */
public final class FilterSuite {
    static final SigningPairs KEYS = SigningPairs.make();
    private static final Path REPLICA = Path.of("/var/lib/tachydromos/replica/directory.sqlite");

    private FilterSuite() {}

    static Inputs inputs() {
        return inputs(UnaryOperator.identity());
    }

    public static Inputs inputs(UnaryOperator<String> edit) {
        String document = SuiteFixture.with("rspamd:\n  enabled: false", "rspamd:\n  enabled: true");
        return switch (SuiteJudge.judge(edit.apply(document))) {
            case Judgement.Accepted accepted -> new Inputs(accepted.suite(), secrets(), REPLICA, true);
            case Judgement other -> throw new AssertionError(other);
        };
    }

    /** With these texts among the files for Rspamd's override.d, as YAML. */
    static Inputs withOverrides(String yaml) {
        return inputs(text -> text.replace("overrides: {}", "overrides: {" + yaml + "}"));
    }

    /** With these entries in a Secret, beside its others. */
    static Inputs with(Inputs inputs, String secret, Map<String, String> entries) {
        var all = new HashMap<>(inputs.secrets().get(secret));
        all.putAll(entries);
        var secrets = new HashMap<>(inputs.secrets());
        secrets.put(secret, Map.copyOf(all));
        return new Inputs(inputs.suite(), secrets, inputs.replica(), inputs.replicaComplete());
    }

    private static Map<String, Map<String, String>> secrets() {
        return Map.of(
                "demo-tachydromos-dkim", Map.of("rsa.pem", KEYS.rsaPem(), "ed25519.pem", KEYS.ed25519Pem()),
                "demo-tachydromos-rspamd", Map.of("rspamdPassword", "correct horse\n"));
    }
}
