// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.reconcile;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a daemon serves of its Secrets.
 *
 * @param certificates port → which mail certificate it serves; empty if the daemon serves none
 * @param refused why a Secret is not served, one fault a line; empty if all are
 */
public record ServedSecrets(SortedMap<Integer, PortCertificate> certificates, List<String> refused) {

    static final ServedSecrets NONE = new ServedSecrets(new TreeMap<>(), List.of());

    public ServedSecrets {
        certificates = Collections.unmodifiableSortedMap(new TreeMap<>(certificates));
        refused = List.copyOf(refused);
    }
}
