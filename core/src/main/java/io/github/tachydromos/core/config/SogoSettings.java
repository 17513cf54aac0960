// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.core.config;

/** SOGo: webmail, calendars and address books. Postfix and Dovecot have listeners for it, and only for it. */
public record SogoSettings(boolean enabled) {}
