// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.webhook.serving;

import io.github.tachydromos.core.tls.TlsBundle;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.Stream;

/** Key stores in memory, without a password: the form in which the server takes keys and certificates. */
final class KeyStores {
    private static final String TYPE = "PKCS12";

    private KeyStores() {}

    static KeyStore of(TlsBundle bundle) {
        Certificate[] chain =
                Stream.concat(Stream.of(bundle.leaf()), bundle.chain().stream()).toArray(Certificate[]::new);
        try {
            KeyStore store = empty();
            store.setKeyEntry("serving", bundle.key(), null, chain);
            return store;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("a key pair that was read cannot be stored", e);
        }
    }

    static KeyStore trusting(List<X509Certificate> authorities) {
        try {
            KeyStore store = empty();
            for (int i = 0; i < authorities.size(); i++) {
                store.setCertificateEntry("authority-" + i, authorities.get(i));
            }
            return store;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("a certificate that was read cannot be stored", e);
        }
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(TYPE);
        store.load(null, null);
        return store;
    }
}
