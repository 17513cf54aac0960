// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.replica;

import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;

/** Works out, for the accounts that a change touches, what lookups of their addresses answer. */
final class Answers {
    /** An address is answered for if its account is active and nobody else claims it. */
    private static final String SETTLE = """
            UPDATE claim SET
                login = (
                    SELECT a.address FROM account a
                    WHERE a.id = claim.account AND a.active = 1
                      AND NOT EXISTS (SELECT 1 FROM contested x WHERE x.address IN (claim.address, a.address))),
                disputed = EXISTS (
                    SELECT 1 FROM account a JOIN contested x ON x.address IN (claim.address, a.address)
                    WHERE a.id = claim.account),
                target = (
                    SELECT a.address FROM account a JOIN claim p ON p.address = a.address AND p.account = a.id
                    WHERE a.id = claim.account AND a.active = 1 AND a.send_only = 0
                      AND EXISTS (SELECT 1 FROM domain d WHERE d.name = claim.domain)
                      AND EXISTS (SELECT 1 FROM domain d WHERE d.name = p.domain)
                      AND NOT EXISTS (SELECT 1 FROM contested x WHERE x.address IN (claim.address, a.address))),
                waits = EXISTS (
                    SELECT 1 FROM account a JOIN contested x ON x.address = a.address
                    WHERE a.id = claim.account AND a.active = 1 AND a.send_only = 0
                      AND NOT EXISTS (SELECT 1 FROM contested y WHERE y.address = claim.address))
            """;

    private final Sql sql;

    Answers(Sql sql) {
        this.sql = sql;
    }

    void settleAll() throws SQLException {
        sql.update(SETTLE);
    }

    /**
     * Settles whoever claims one of these addresses or has one in one of these domains.
     *
     * @param addresses claimed or given up by the change
     * @param domains added or removed by it
     */
    void settle(Set<String> addresses, Set<String> domains) throws SQLException {
        Set<Long> accounts = new HashSet<>();
        for (String address : addresses) {
            accounts.addAll(sql.list("SELECT account FROM claim WHERE address = ?", row -> row.getLong(1), address));
        }
        for (String domain : domains) {
            accounts.addAll(sql.list("SELECT account FROM claim WHERE domain = ?", row -> row.getLong(1), domain));
        }
        for (long account : accounts) {
            sql.update(SETTLE + " WHERE account = ?", account);
        }
    }
}
