// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon;

import io.github.tachydromos.core.config.SecretRef;
import io.github.tachydromos.core.config.Suite;
import io.github.tachydromos.core.tls.TlsBundle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a tree is rendered from.
 *
 * @param secrets for each name of {@link Daemon#secrets}: key → text; complete when rendering starts
 * @param replica the directory replica, as the daemon's container sees it
 * @param replicaComplete whether a whole copy of the directory was once in it; until then its views do not exist
 */
public record Inputs(Suite suite, Map<String, Map<String, String>> secrets, Path replica, boolean replicaComplete) {

    public Inputs {
        secrets = Map.copyOf(secrets);
    }

    public Inputs(Suite suite, Map<String, Map<String, String>> secrets, Path replica) {
        this(suite, secrets, replica, true);
    }

    /**
     * The text of a key of a Secret.
     *
     * @throws UnusableSecret if it is absent or empty
     */
    public String secret(String name, String key) {
        String value = secrets.getOrDefault(name, Map.of()).get(key);
        if (value == null || value.isEmpty()) {
            throw new UnusableSecret(name, "has no key \"" + key + "\"");
        }
        return value;
    }

    /** The same with another key pair in the place of a TLS Secret's: a text as {@link #pair} gives it. */
    public Inputs withPair(String name, String pair) {
        int certificates = Math.max(0, pair.indexOf("-----BEGIN CERTIFICATE-----"));
        var others = new HashMap<>(secrets);
        others.put(
                name,
                Map.of(
                        TlsBundle.CERTIFICATE_ENTRY, pair.substring(certificates),
                        TlsBundle.KEY_ENTRY, pair.substring(0, certificates)));
        return new Inputs(suite, others, replica, replicaComplete);
    }

    /**
     * A TLS Secret as one text: key, leaf, chain.
     *
     * @throws UnusableSecret if it is not a key pair
     */
    public String pair(String name) {
        Map<String, byte[]> data = new HashMap<>();
        for (String key : List.of(TlsBundle.CERTIFICATE_ENTRY, TlsBundle.KEY_ENTRY)) {
            data.put(key, secret(name, key).getBytes(StandardCharsets.UTF_8));
        }
        return switch (TlsBundle.read(data)) {
            case TlsBundle.Reading.Parsed(var bundle) -> bundle.keyAndCertificatesPem();
            case TlsBundle.Reading.Unreadable(var entry, var reason) ->
                throw new UnusableSecret(name, entry + ": " + reason);
        };
    }

    /**
     * The value that a reference of the suite document names.
     *
     * @throws UnusableSecret if it is absent or empty
     */
    public String secret(SecretRef ref) {
        return ref.in(secrets.getOrDefault(ref.secret(), Map.of()))
                .orElseThrow(() -> new UnusableSecret(ref.secret(), "has no value at \"" + ref + "\""));
    }
}
