// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.webhook.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.github.tachydromos.core.kube.SecretData;
import io.github.tachydromos.core.tls.TestPairs;
import io.github.tachydromos.core.tls.TlsBundle;
import java.security.KeyStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

class ServingCertificateTest {
    private static final Duration DAY = Duration.ofDays(1);

    private final ServingCertificate serving = new ServingCertificate(List.of(), InstantSource.system());
    private final List<KeyStore> shown = new ArrayList<>();
    private final TestPairs authority = new TestPairs();

    @BeforeEach
    void subscribe() throws Exception {
        Flux.from(serving.getKeyStore()).skip(1).subscribe(shown::add);
    }

    private Optional<Secret> secret(TlsBundle bundle) {
        return Optional.of(new SecretBuilder()
                .withData(SecretData.encoded(authority.data(bundle)))
                .build());
    }

    private TlsBundle leaf() throws Exception {
        return authority.leaf("webhook.mail.svc");
    }

    @Test
    void showsNothingBeforeTheSecretWasRead() throws Exception {
        assertThat(Flux.from(serving.getKeyStore()).blockFirst().size()).isZero();
        assertThat(shown).isEmpty();
        assertThat(serving.status())
                .isEqualTo(new ServingStatus(Optional.empty(), Optional.of("the Secret has not been read yet")));
    }

    @Test
    void showsTheLeafWithItsKeyAndEachNewOneOnce() throws Exception {
        TlsBundle first = leaf();
        TlsBundle second = leaf();

        serving.accept(secret(first));
        serving.accept(secret(first));
        serving.accept(secret(second));

        assertThat(shown).hasSize(2);
        assertThat(shown.getFirst().getCertificateChain("serving")).containsExactly(first.leaf());
        assertThat(shown.getLast().getCertificateChain("serving")).containsExactly(second.leaf());
        assertThat(shown.getLast().getKey("serving", null)).isEqualTo(second.key());
        assertThat(serving.status()).isEqualTo(new ServingStatus(Optional.of(second.leaf()), Optional.empty()));
    }

    @Test
    void showsAnotherChainOfTheSameLeaf() throws Exception {
        TlsBundle alone = leaf();
        TlsBundle led = new TlsBundle(alone.leaf(), List.of(authority.certificate()), alone.key());

        serving.accept(secret(alone));
        serving.accept(secret(led));

        assertThat(shown).hasSize(2);
        assertThat(shown.getLast().getCertificateChain("serving"))
                .containsExactly(alone.leaf(), authority.certificate());
    }

    @Test
    void givesTheLastOneToWhoAsksLate() throws Exception {
        serving.accept(secret(leaf()));
        serving.accept(secret(leaf()));

        assertThat(Flux.from(serving.getKeyStore()).blockFirst()).isSameAs(shown.getLast());
    }

    @Test
    void keepsTheLastGoodOneAndSaysWhy() throws Exception {
        TlsBundle good = leaf();
        serving.accept(secret(good));
        Secret garbage = new SecretBuilder()
                .withData(Map.of("tls.crt", "AAAA", "tls.key", "AAAA"))
                .build();

        assertThat(faultOf(Optional.empty())).isEqualTo("the Secret does not exist");
        assertThat(faultOf(Optional.of(new Secret()))).isEqualTo("tls.crt: is missing");
        assertThat(faultOf(Optional.of(garbage))).startsWith("tls.crt: ");
        assertThat(faultOf(secret(authority.leaf(DAY.negated(), Duration.ofHours(-1), "webhook.mail.svc"))))
                .startsWith("tls.crt: is valid from ");
        assertThat(faultOf(secret(authority.leaf(DAY, DAY.multipliedBy(2), "webhook.mail.svc"))))
                .startsWith("tls.crt: is valid from ");
        assertThat(shown).hasSize(1);
        assertThat(serving.status().leaf()).contains(good.leaf());
    }

    private String faultOf(Optional<Secret> secret) {
        serving.accept(secret);
        return serving.status().fault().orElse("");
    }

    @Test
    void trustsOnlyWhomItWasTold() throws Exception {
        var strict = new ServingCertificate(List.of(authority.certificate()), InstantSource.system());

        assertThat(Flux.from(serving.getTrustStore()).blockFirst().size()).isZero();
        assertThat(Flux.from(strict.getTrustStore()).blockFirst().getCertificate("authority-0"))
                .isEqualTo(authority.certificate());
    }
}
