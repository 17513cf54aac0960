// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.webhook.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.StatusCause;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.github.tachydromos.core.Eventually;
import io.github.tachydromos.core.kube.ControlPlane;
import io.github.tachydromos.webhook.suite.SuiteDocuments;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testcontainers.containers.Container.ExecResult;

/** The webhook as a real API server asks it, and as kubectl shows what it says. */
class WebhookIT {
    private static final String KUBECTL = "kubectl --kubeconfig /etc/kubernetes/admin.conf -n mail ";
    private static final String NAME = SuiteDocuments.NAME;

    private static ControlPlane controlPlane;
    private static Installation installation;
    private static WebhookProcess webhook;

    @BeforeAll
    static void install() throws Exception {
        controlPlane = new ControlPlane();
        controlPlane.start();
        installation = new Installation(controlPlane);
        installation.rotate();
        webhook = installation.startWebhook(Map.of());
        webhook.awaitReady();
        installation.register();
    }

    @AfterAll
    static void uninstall() throws Exception {
        installation.close();
        controlPlane.stop();
    }

    @BeforeEach
    void putTheGoodDocument() {
        installation.suites().resource(good()).createOr(existing -> existing.update());
    }

    private static ConfigMap good() {
        return Installation.suite(SuiteDocuments.good());
    }

    private static ConfigMap bad() {
        return Installation.suite(SuiteDocuments.bad());
    }

    private static String inForce() {
        return installation.suites().withName(NAME).get().getData().get("suite.yaml");
    }

    private static ExecResult shell(String command) throws Exception {
        return controlPlane.execInContainer("bash", "-c", command);
    }

    @Test
    void tellsEveryFaultOfARefusedDocument() {
        var refusal = catchThrowableOfType(
                KubernetesClientException.class,
                () -> installation.suites().resource(bad()).update());

        assertThat(refusal.getCode()).isEqualTo(Installation.UNPROCESSABLE);
        assertThat(refusal.getStatus().getMessage().lines().toList())
                .satisfiesExactly(
                        line -> assertThat(line)
                                .startsWith(
                                        "admission webhook \"suite.tachydromos.io\" denied the request: hostname: "),
                        line -> assertThat(line).startsWith("postfix.messageSizeLimitMb: "));
        assertThat(refusal.getStatus().getDetails().getCauses())
                .extracting(StatusCause::getField)
                .containsExactly("hostname", "postfix.messageSizeLimitMb");
        assertThat(inForce()).isEqualTo(SuiteDocuments.good());
    }

    @Test
    void changesNothingInADryRun() {
        var refusal = catchThrowableOfType(
                KubernetesClientException.class,
                () -> installation.suites().resource(bad()).dryRun().update());
        ConfigMap other =
                Installation.suite(SuiteDocuments.good().replace("messageSizeLimitMb: 50", "messageSizeLimitMb: 60"));
        installation.suites().resource(other).dryRun().update();

        assertThat(refusal.getCode()).isEqualTo(Installation.UNPROCESSABLE);
        assertThat(inForce()).isEqualTo(SuiteDocuments.good());
    }

    @Test
    void makesKubectlPrintOneFaultALine() throws Exception {
        controlPlane.store(
                "/tmp/bad.yaml",
                installation.admin.getKubernetesSerialization().asYaml(bad()).getBytes(UTF_8));

        ExecResult result = shell(KUBECTL + "apply --server-side --force-conflicts -f /tmp/bad.yaml");

        assertThat(result.getExitCode()).isNotZero();
        assertThat(result.getStderr().lines().toList())
                .satisfiesExactly(
                        line -> assertThat(line).isEqualTo("The ConfigMap \"" + NAME + "\" is invalid: "),
                        line -> assertThat(line).startsWith("* hostname: \"mail\" "),
                        line -> assertThat(line).startsWith("* postfix.messageSizeLimitMb: "));
    }

    @Test
    void makesKubectlEditOpenTheEditorAgainWithTheFault() throws Exception {
        controlPlane.store("/tmp/editor", """
                #!/bin/bash
                cp "$1" /tmp/opened.$(($(ls /tmp/opened.* 2>/dev/null | wc -l) + 1))
                sed -i 's/hostname: mail.tachydromos.io/hostname: mail/' "$1"
                """.getBytes(UTF_8));

        ExecResult result =
                shell("chmod +x /tmp/editor; KUBE_EDITOR=/tmp/editor " + KUBECTL + "edit configmap " + NAME);

        assertThat(result.getExitCode()).isNotZero();
        assertThat(result.getStderr()).contains("configmaps \"" + NAME + "\" is invalid");
        assertThat(shell("cat /tmp/opened.2").getStdout()).contains("# * hostname: \"mail\" ");
        assertThat(inForce()).isEqualTo(SuiteDocuments.good());
    }

    @Test
    void refusesToDeleteTheDocumentInEveryWay() throws Exception {
        String collection = "/api/v1/namespaces/mail/configmaps?labelSelector=tachydromos.io/config%3Dsuite";

        for (String command : new String[] {
            "delete configmap " + NAME,
            "delete configmap --all",
            "delete configmap " + NAME + " --dry-run=server",
            "delete --raw '" + collection + "'"
        }) {
            ExecResult result = shell(KUBECTL + command);
            assertThat(result.getExitCode()).as(command).isNotZero();
            assertThat(result.getStderr())
                    .as(command)
                    .contains("denied the request: metadata.name: \"" + NAME
                            + "\" is the configuration of an installed release; change its values, or remove the"
                            + " release with helm uninstall");
        }
        assertThat(inForce()).isEqualTo(SuiteDocuments.good());
    }

    @Test
    void letsANamespaceGo() throws Exception {
        String controller = "--as=system:serviceaccount:kube-system:namespace-controller --as-group=system:masters ";

        assertThat(shell(KUBECTL + controller + "delete configmap " + NAME).getExitCode())
                .isZero();
    }

    @Test
    void leavesAloneWhatIsNotOfTheRelease() {
        installation
                .admin
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName("elsewhere")
                        .endMetadata()
                        .build())
                .create();
        ConfigMap other = bad();
        other.getMetadata().setName("other-suite");
        ConfigMap nameless = bad();
        nameless.getMetadata().setName(null);
        nameless.getMetadata().setGenerateName("any-");
        ConfigMap elsewhere = bad();
        elsewhere.getMetadata().setNamespace("elsewhere");

        assertThat(installation.admin.resource(other).create()).isNotNull();
        assertThat(installation.admin.resource(elsewhere).create()).isNotNull();
        assertThat(installation.suites().resource(nameless).create()).isNotNull();
        assertThat(installation.admin.resource(other).delete()).isNotEmpty();
    }

    @Test
    void refusesADocumentAsLongAsAConfigMapMayBe() {
        String table = "x OK\n".repeat(190_000).indent(4);
        String document = SuiteDocuments.good().replace("heloWhitelist: \"\"\n", "heloWhitelist: |\n" + table);

        var refusal = catchThrowableOfType(
                KubernetesClientException.class,
                () -> installation
                        .suites()
                        .resource(Installation.suite(document.substring(0, 1_000_000)))
                        .update());

        assertThat(refusal.getStatus().getMessage()).contains("denied the request: ");
        assertThat(webhook.isAlive()).isTrue();
    }

    @Test
    void warnsAboutATlsSecretAndLetsItIn() throws Exception {
        List<Integer> exits = new ArrayList<>();
        Eventually.soon("the webhook knows the document", () -> {
            ExecResult result = shell(KUBECTL + "create secret generic " + SuiteDocuments.MAIL_TLS
                    + " --from-literal=tls.crt=none --from-literal=tls.key=none --dry-run=server");
            exits.add(result.getExitCode());
            return result.getStderr().contains("Warning: data[tls.crt]: ");
        });
        assertThat(exits).containsOnly(0);
    }

    @Test
    void countsItsVerdicts() throws Exception {
        catchThrowableOfType(
                KubernetesClientException.class,
                () -> installation.suites().resource(bad()).update());

        assertThat(webhook.page("/prometheus"))
                .containsPattern("tachydromos_admission_seconds_count\\{verdict=\"denied\"\\} [1-9]")
                .containsPattern("tachydromos_certificate_not_after_seconds\\{secret=\"serving\"\\} 1\\.[0-9]+E9");
        assertThat(webhook.page("/health/readiness")).contains("\"notAfter\":\"20");
    }
}
