// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon;

/**
 * What a daemon has beside it and can do without, though not as well: Valkey beside Rspamd. Whether it is there is told by
 * an Event and a metric; neither the pod's readiness nor a tree's fate hangs on it.
 *
 * @param name for the metric, as {@code valkey}
 * @param without what is missing while it is away, for people
 * @param look returns if it is there and works, or throws what was seen instead
 */
public record Companion(String name, String without, Probe.Look look) {}
