// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.reconcile;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a port was last seen to serve.
 *
 * @param wanted SHA-256 of the leaf that it should serve
 * @param served SHA-256 of the leaf that it serves; empty if TLS did not begin
 * @param notAfter when the served one expires; the epoch if there is none
 */
public record PortCertificate(String wanted, String served, Instant notAfter) {

    static PortCertificate none(String wanted) {
        return new PortCertificate(wanted, "", Instant.EPOCH);
    }

    public boolean matches() {
        return wanted.equals(served);
    }

    Map<String, Object> details() {
        var details = new TreeMap<String, Object>();
        details.put("wanted", wanted);
        details.put("served", served);
        details.put("notAfter", notAfter.toString());
        details.put("matches", matches());
        return details;
    }
}
