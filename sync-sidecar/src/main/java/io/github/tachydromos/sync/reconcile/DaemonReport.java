// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.reconcile;

import java.util.Map;
import java.util.TreeMap;

/**
 * What is known of one daemon after a pass, for probes and metrics.
 *
 * @param result how the pass ended, in words
 * @param generation the good generation, 0 if there is none
 * @param degraded whether it runs on something else than what is wanted
 * @param faults probe → what was seen instead; empty if the daemon works
 * @param secrets what it serves of its Secrets
 */
public record DaemonReport(
        String result, long generation, boolean degraded, Map<String, String> faults, ServedSecrets secrets) {

    static final DaemonReport NONE =
            new DaemonReport("no pass yet", 0, false, Map.of("pass", "none yet"), ServedSecrets.NONE);

    public DaemonReport {
        faults = Map.copyOf(faults);
    }

    public boolean works() {
        return faults.isEmpty();
    }

    /** For the body of the readiness probe. */
    public Map<String, Object> details() {
        var details = new TreeMap<String, Object>();
        details.put("result", result);
        details.put("generation", generation);
        details.put("degraded", degraded);
        if (!faults.isEmpty()) {
            details.put("faults", faults);
        }
        if (!secrets.certificates().isEmpty()) {
            var ports = new TreeMap<String, Object>();
            secrets.certificates().forEach((port, certificate) -> ports.put(port.toString(), certificate.details()));
            details.put("certificates", ports);
        }
        if (!secrets.refused().isEmpty()) {
            details.put("secretRefused", secrets.refused());
        }
        return details;
    }
}
