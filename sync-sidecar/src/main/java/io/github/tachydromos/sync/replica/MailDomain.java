// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.replica;

/** A domain that this suite receives mail for; the name in lower case. */
public record MailDomain(EntryId entry, String name) {}
