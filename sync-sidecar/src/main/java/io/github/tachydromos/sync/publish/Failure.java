// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.publish;

import java.time.Instant;

/**
 * The last tree that did not become good.
 *
 * @param digest which tree it was
 * @param reason what the daemon's tool or the probe said
 * @param attempts how often it was tried
 * @param at when it was tried last
 */
public record Failure(String digest, String reason, int attempts, Instant at) {}
