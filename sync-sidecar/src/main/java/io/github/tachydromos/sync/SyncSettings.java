// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync;

import io.micronaut.context.annotation.ConfigurationProperties;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where this sidecar is and what it keeps; from environment variables of the form {@code TACHYDROMOS_SUITE}.
 *
 * @param suite name of the suite ConfigMap
 * @param daemons names of the daemons in this pod
 * @param pod name of this pod
 * @param state the state folder, on the pod's volume
 * @param control folder of the control sockets
 * @param mail folder of the mailboxes; null or empty where there are none
 */
@ConfigurationProperties("tachydromos")
record SyncSettings(
        String namespace,
        String suite,
        List<String> daemons,
        String pod,
        String state,
        String control,
        @Nullable String mail) {}
