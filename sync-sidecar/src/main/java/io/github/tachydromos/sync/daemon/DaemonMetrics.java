// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon;

/**
 * What a daemon tells of itself to whoever collects metrics.
 *
 * @param type the media type in which it tells it
 */
public record DaemonMetrics(String type, String text) {}
