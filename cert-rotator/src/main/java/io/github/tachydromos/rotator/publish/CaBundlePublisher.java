// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.rotator.publish;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhook;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhookBuilder;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhookConfiguration;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhookConfigurationBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.github.tachydromos.core.tls.Pem;
import io.github.tachydromos.rotator.policy.Annotations;
import io.github.tachydromos.rotator.policy.Certificates;
import io.github.tachydromos.rotator.policy.Publication;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The {@code caBundle} of every entry of one ValidatingWebhookConfiguration: which authorities the API server believes.
 * The chart leaves that field out and we touch no other, so neither takes anything from the other.
 */
public final class CaBundlePublisher implements TrustAnchors {
    private static final PatchContext PATCH = new PatchContext.Builder()
            .withPatchType(PatchType.STRATEGIC_MERGE)
            .withFieldManager("tachydromos-cert-rotator")
            .build();

    private final KubernetesClient client;
    private final String name;
    private final WritePermit permit;
    private final InstantSource clock;

    public CaBundlePublisher(KubernetesClient client, String name, WritePermit permit, InstantSource clock) {
        this.client = client;
        this.name = name;
        this.permit = permit;
        this.clock = clock;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Optional<Publication> published() {
        return observed().map(CaBundlePublisher::publication);
    }

    @Override
    public Outcome tell(List<X509Certificate> authorities, String instance) {
        Optional<ValidatingWebhookConfiguration> observed = observed();
        if (observed.isEmpty()) {
            return new Outcome.Absent();
        }
        ValidatingWebhookConfiguration configuration = observed.get();
        String wanted =
                Base64.getEncoder().encodeToString(Pem.write(authorities).getBytes(US_ASCII));
        Publication publication = publication(configuration);
        if (publication.since().isPresent()
                && configuration.getWebhooks().stream()
                        .map(CaBundlePublisher::caBundle)
                        .allMatch(wanted::equals)) {
            return new Outcome.Known(publication);
        }
        permit.demand();
        object().patch(PATCH, change(configuration, wanted));
        return new Outcome.Told(
                publication.certificates().isEmpty() ? "named no authority" : "named other authorities");
    }

    /** Names the version that was read: an entry that went meanwhile must not come back as a stump. */
    private ValidatingWebhookConfiguration change(ValidatingWebhookConfiguration observed, String caBundle) {
        return new ValidatingWebhookConfigurationBuilder()
                .withNewMetadata()
                .withName(name)
                .withResourceVersion(observed.getMetadata().getResourceVersion())
                .addToAnnotations(Annotations.TRUSTED_SINCE, clock.instant().toString())
                .endMetadata()
                .withWebhooks(observed.getWebhooks().stream()
                        .map(entry -> new ValidatingWebhookBuilder()
                                .withName(entry.getName())
                                .withNewClientConfig()
                                .withCaBundle(caBundle)
                                .endClientConfig()
                                .build())
                        .toList())
                .build();
    }

    /** A configuration without entries asks nobody. */
    private Optional<ValidatingWebhookConfiguration> observed() {
        return Optional.ofNullable(object().get())
                .filter(configuration -> !configuration.getWebhooks().isEmpty());
    }

    private Resource<ValidatingWebhookConfiguration> object() {
        return client.admissionRegistration()
                .v1()
                .validatingWebhookConfigurations()
                .withName(name);
    }

    /** Told are only those authorities that every entry names. */
    private static Publication publication(ValidatingWebhookConfiguration configuration) {
        List<List<X509Certificate>> bundles = configuration.getWebhooks().stream()
                .map(entry -> Certificates.read(Base64.getDecoder().decode(caBundle(entry))))
                .toList();
        List<X509Certificate> common = new ArrayList<>(bundles.getFirst());
        bundles.forEach(common::retainAll);
        Map<String, String> annotations = Optional.ofNullable(
                        configuration.getMetadata().getAnnotations())
                .orElse(Map.of());
        return new Publication(common, Publication.time(annotations.getOrDefault(Annotations.TRUSTED_SINCE, "")));
    }

    private static String caBundle(ValidatingWebhook entry) {
        return Optional.ofNullable(entry.getClientConfig().getCaBundle()).orElse("");
    }
}
