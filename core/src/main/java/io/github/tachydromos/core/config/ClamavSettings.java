// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.core.config;

/**
 * ClamAV: looks for viruses in what Rspamd scans.
 *
 * @param host host of clamd (3310)
 */
public record ClamavSettings(boolean enabled, String host) {}
