// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.stranger;

import java.util.List;

/** What the foreign mail server kept of one mail: envelope, whether it came under TLS, from where, content. */
public record ReceivedMail(String from, List<String> to, boolean tls, String peer, String content) {}
