// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.webhook.admission;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.tachydromos.core.tls.TlsBundle;
import io.github.tachydromos.webhook.admission.ReviewedObject.Data;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The entries of a TLS Secret as they stand in its JSON. */
final class SecretEntries {
    private SecretEntries() {}

    static Map<String, byte[]> of(@Nullable Data data) {
        Map<String, byte[]> entries = new HashMap<>();
        if (data != null) {
            put(entries, TlsBundle.CERTIFICATE_ENTRY, data.certificates());
            put(entries, TlsBundle.KEY_ENTRY, data.key());
            put(entries, TlsBundle.CA_ENTRY, data.authority());
        }
        return entries;
    }

    private static void put(Map<String, byte[]> entries, String name, @Nullable String base64) {
        if (base64 == null) {
            return;
        }
        try {
            entries.put(name, Base64.getDecoder().decode(base64));
        } catch (IllegalArgumentException e) {
            // The API server lets through only base64; whatever else this is, it is no PEM either.
            entries.put(name, base64.getBytes(US_ASCII));
        }
    }
}
