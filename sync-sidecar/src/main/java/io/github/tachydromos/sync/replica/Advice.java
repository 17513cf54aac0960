// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.replica;

import io.github.tachydromos.core.finding.Finding;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Sees what no entry shows alone: addresses claimed twice, accounts of domains that are not listed. Tells each once. */
final class Advice {
    private final Sql sql;
    private final Set<String> unlisted = new HashSet<>();
    private boolean first = true;

    Advice(Sql sql) {
        this.sql = sql;
    }

    /** Brings the table of contested addresses up to date for the touched ones. */
    List<Finding> judge(Set<String> touched, Set<String> domainsBefore, Set<String> domains) throws SQLException {
        List<Finding> findings = new ArrayList<>();
        Set<String> suspects = new TreeSet<>(domainsBefore);
        for (String address : new TreeSet<>(touched)) {
            contest(address, findings);
            suspects.add(AccountTable.domain(address));
        }
        if (first) {
            suspects.addAll(sql.list("SELECT DISTINCT domain FROM claim", row -> row.getString(1)));
            for (String address : sql.list("SELECT address FROM contested", row -> row.getString(1))) {
                if (!touched.contains(address)) {
                    findings.add(contested(address));
                }
            }
        }
        first = false;
        unlisted.removeAll(domains);
        suspects.removeAll(domains);
        for (String domain : suspects) {
            list(domain, findings);
        }
        return findings;
    }

    private void contest(String address, List<Finding> findings) throws SQLException {
        if (sql.count("SELECT count(*) FROM claim WHERE address = ?", address) < 2) {
            sql.update("DELETE FROM contested WHERE address = ?", address);
        } else if (sql.update("INSERT OR IGNORE INTO contested (address) VALUES (?)", address) > 0 || first) {
            findings.add(contested(address));
        }
    }

    private Finding contested(String address) throws SQLException {
        List<String> owners = sql.list(
                "SELECT a.dn FROM claim c JOIN account a ON a.id = c.account WHERE c.address = ? ORDER BY a.dn LIMIT 5",
                row -> "\"" + row.getString(1) + "\"",
                address);
        return new Finding(
                "address-contested",
                address,
                "claimed by " + String.join(" and ", owners),
                "leave it to one of them; until then mail to it is answered with a temporary error");
    }

    private void list(String domain, List<Finding> findings) throws SQLException {
        long addresses = sql.count("SELECT count(*) FROM claim WHERE domain = ?", domain);
        if (addresses == 0) {
            unlisted.remove(domain);
        } else if (unlisted.add(domain)) {
            findings.add(new Finding(
                    "domain-unlisted",
                    domain,
                    "is not a listed domain: " + addresses + " address(es) in it get no mail",
                    "add \"ou=" + domain + "\" under the domain search base"));
        }
    }
}
