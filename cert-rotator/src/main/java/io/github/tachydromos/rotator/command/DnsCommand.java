// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.rotator.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.github.tachydromos.core.config.Suite;
import io.github.tachydromos.core.kube.ApiClient;
import io.github.tachydromos.core.rule.Judgement.Accepted;
import io.github.tachydromos.core.rule.SuiteJudge;
import io.github.tachydromos.rotator.command.Arguments.Help;
import io.github.tachydromos.rotator.command.Arguments.Look;
import io.github.tachydromos.rotator.command.Arguments.Wrong;
import io.github.tachydromos.rotator.dns.Inspection;
import io.github.tachydromos.rotator.records.RecordsDocument;
import io.github.tachydromos.rotator.records.WantedRecord;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Compares what the cert-rotator wants published with what the name servers say, record by record. */
public final class DnsCommand {
    public static final int COMPLETE = 0;
    public static final int LACKING = 1;
    public static final int UNKNOWN = 2;

    private final KubernetesClient client;
    private final Map<String, String> environment;
    private final PrintStream out;
    private final PrintStream errors;

    public DnsCommand(KubernetesClient client, Map<String, String> environment, PrintStream out, PrintStream errors) {
        this.client = client;
        this.environment = environment;
        this.out = out;
        this.errors = errors;
    }

    public static void main(String[] args) {
        PrintStream out = new PrintStream(System.out, false, UTF_8);
        int code;
        try (KubernetesClient client = ApiClient.connect()) {
            code = new DnsCommand(client, System.getenv(), out, System.err).run(List.of(args));
        }
        out.flush();
        System.exit(code);
    }

    /** The exit code. */
    public int run(List<String> words) {
        return switch (Arguments.parse(words)) {
            case Help() -> {
                out.print(Arguments.USAGE);
                yield COMPLETE;
            }
            case Wrong(var reason) -> unknown(reason);
            case Look look -> {
                try {
                    yield look(look);
                } catch (KubernetesClientException | JsonProcessingException e) {
                    yield unknown("the records to publish cannot be read: " + e.getMessage()
                            + "; run it in the cert-rotator's pod");
                }
            }
        };
    }

    private int look(Look look) throws JsonProcessingException {
        Optional<Suite> suite = suite();
        if (suite.isEmpty()) {
            return unknown("there is no suite document that could be applied; see its events");
        }
        String name = suite.get().dns().records();
        Optional<String> json = entry(name, RecordsDocument.ENTRY);
        if (json.isEmpty()) {
            return unknown("ConfigMap " + name + " does not tell the records yet; see the cert-rotator's readiness");
        }
        RecordsDocument document = RecordsDocument.read(json.get());
        List<WantedRecord> wanted = new ArrayList<>(document.host());
        List<String> domains = look.domains().isEmpty() ? document.domains() : look.domains();
        domains.forEach(domain -> wanted.addAll(document.domain(domain)));
        Inspection inspection = new Inspection(
                look.servers(), suite.get().hostname(), suite.get().dns().addresses());
        Report report = new Report(inspection.look(wanted));
        out.println(look.json() ? report.json() : report.text());
        return report.exitCode();
    }

    private Optional<Suite> suite() {
        String document = entry(environment.getOrDefault("TACHYDROMOS_SUITE", ""), Suite.KEY)
                .orElse("");
        return SuiteJudge.judge(document) instanceof Accepted accepted
                ? Optional.of(accepted.suite())
                : Optional.empty();
    }

    private Optional<String> entry(String configMap, String key) {
        ConfigMap object = client.configMaps()
                .inNamespace(environment.getOrDefault("TACHYDROMOS_NAMESPACE", ""))
                .withName(configMap)
                .get();
        return Optional.ofNullable(object).map(ConfigMap::getData).map(data -> data.get(key));
    }

    private int unknown(String reason) {
        errors.println(reason);
        return UNKNOWN;
    }
}
