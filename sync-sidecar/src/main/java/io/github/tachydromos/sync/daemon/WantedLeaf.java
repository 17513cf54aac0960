// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.tachydromos.core.tls.Pem;
import io.github.tachydromos.core.tls.PemException;
import io.github.tachydromos.sync.render.RenderedTree;
import java.io.IOException;
import java.security.cert.X509Certificate;

/** The certificate that a tree says is to be served. */
public record WantedLeaf(X509Certificate certificate) {

    /** The first certificate of a file with key, leaf and chain. */
    public static WantedLeaf of(RenderedTree tree, String path) throws IOException {
        String text = new String(tree.bytes(path), UTF_8);
        try {
            String certificates = text.substring(Math.max(0, text.indexOf("-----BEGIN CERTIFICATE-----")));
            return new WantedLeaf(Pem.certificates(certificates.getBytes(UTF_8)).getFirst());
        } catch (PemException e) {
            throw new IOException(path + " " + e.getMessage(), e);
        }
    }

    public void expect(X509Certificate served) throws OtherLeaf {
        if (!served.equals(certificate)) {
            throw new OtherLeaf("serves the certificate with serial number " + serialNumber(served) + " instead of "
                    + serialNumber(certificate));
        }
    }

    private static String serialNumber(X509Certificate of) {
        return of.getSerialNumber().toString(16);
    }
}
