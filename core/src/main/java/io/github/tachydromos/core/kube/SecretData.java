// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.core.kube;

import io.fabric8.kubernetes.api.model.Secret;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The entries of a Secret, which the API holds in base64. */
public final class SecretData {
    private SecretData() {}

    public static Map<String, byte[]> of(Secret secret) {
        Map<String, byte[]> data = new HashMap<>();
        Optional.ofNullable(secret.getData())
                .orElse(Map.of())
                .forEach((key, value) -> data.put(key, Base64.getDecoder().decode(value)));
        return data;
    }

    public static Map<String, String> encoded(Map<String, byte[]> data) {
        Map<String, String> encoded = new TreeMap<>();
        data.forEach((key, value) -> encoded.put(key, Base64.getEncoder().encodeToString(value)));
        return encoded;
    }
}
