// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.rotator.reconcile;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.SecretList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.github.tachydromos.core.kube.SecretData;
import io.github.tachydromos.core.tls.TlsBundle;
import io.github.tachydromos.core.tls.TlsBundle.Reading.Parsed;
import io.github.tachydromos.rotator.policy.Certificates;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** The Secrets of a tenant, as an administrator sees and changes them. */
record Secrets(KubernetesClient admin, String namespace) {
    NonNamespaceOperation<Secret, SecretList, Resource<Secret>> all() {
        return admin.secrets().inNamespace(namespace);
    }

    Secret get(String name) {
        return all().withName(name).get();
    }

    void delete(String name) {
        all().withName(name).delete();
    }

    /** Name and resourceVersion of each: what changed on the server shows here. */
    Map<String, String> versions() {
        Map<String, String> versions = new TreeMap<>();
        all().list()
                .getItems()
                .forEach(secret -> versions.put(
                        secret.getMetadata().getName(), secret.getMetadata().getResourceVersion()));
        return versions;
    }

    Map<String, byte[]> data(String name) {
        return SecretData.of(get(name));
    }

    byte[] entry(String name, String key) {
        return data(name).get(key);
    }

    TlsBundle bundle(String name) {
        return switch (TlsBundle.read(data(name))) {
            case Parsed(var bundle) -> bundle;
            case TlsBundle.Reading.Unreadable(var entry, var reason) ->
                throw new AssertionError(name + ": " + entry + ": " + reason);
        };
    }

    List<X509Certificate> trusted(String name) {
        return Certificates.read(entry(name, TlsBundle.CA_ENTRY));
    }

    void create(String name, String type, Map<String, String> data) {
        all().resource(secret(name, type).withStringData(data).build()).create();
    }

    Secret create(String name, Map<String, byte[]> data) {
        return all().resource(secret(name, "Opaque")
                        .withData(SecretData.encoded(data))
                        .build())
                .create();
    }

    /** Creates a key pair or puts it in the place of what is there, as cert-manager does. */
    void put(String name, Map<String, byte[]> data) {
        all().resource(secret(name, "kubernetes.io/tls")
                        .withData(SecretData.encoded(data))
                        .build())
                .createOr(existing -> existing.update());
    }

    void annotate(String name, String key, String value) {
        all().withName(name)
                .edit(secret -> new SecretBuilder(secret)
                        .editMetadata()
                        .addToAnnotations(key, value)
                        .endMetadata()
                        .build());
    }

    Secret await(String name, Predicate<Secret> condition) {
        return all().withName(name)
                .waitUntilCondition(secret -> secret != null && condition.test(secret), 60, TimeUnit.SECONDS);
    }

    private static SecretBuilder secret(String name, String type) {
        return new SecretBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .withType(type);
    }
}
