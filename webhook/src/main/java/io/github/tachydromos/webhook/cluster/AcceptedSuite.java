// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.webhook.cluster;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.github.tachydromos.core.config.Suite;
import io.github.tachydromos.core.rule.Judgement.Accepted;
import io.github.tachydromos.core.rule.Judgement.Foreign;
import io.github.tachydromos.core.rule.Judgement.Rejected;
import io.github.tachydromos.core.rule.SuiteJudge;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The document in force: the last one in the cluster that was good. It says which Secrets to warn about. */
public final class AcceptedSuite implements Consumer<Optional<ConfigMap>>, Supplier<Optional<Suite>> {
    private volatile Optional<Suite> suite = Optional.empty();

    @Override
    public void accept(Optional<ConfigMap> object) {
        Map<String, String> data = object.map(ConfigMap::getData).orElse(Map.of());
        switch (SuiteJudge.judge(data.getOrDefault(Suite.KEY, ""))) {
            case Accepted(var accepted, var _) -> suite = Optional.of(accepted);
            case Foreign _, Rejected _ -> {}
        }
    }

    @Override
    public Optional<Suite> get() {
        return suite;
    }
}
