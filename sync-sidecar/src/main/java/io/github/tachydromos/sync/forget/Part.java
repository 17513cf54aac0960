// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.forget;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toSet;

import io.github.tachydromos.sync.daemon.DirectoryChange;
import io.github.tachydromos.sync.replica.PendingChanges.Pending;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/**
 * Some of the changes of one daemon, that are tried together.
 *
 * @param logins all that is to be forgotten of a login stays together
 * @param since when they were first tried
 */
record Part(List<List<Pending>> logins, Instant since) {

    static Part of(List<Pending> changes, Instant now) {
        return new Part(
                List.copyOf(changes.stream()
                        .collect(groupingBy(Pending::login, TreeMap::new, toList()))
                        .values()),
                now);
    }

    List<Pending> changes() {
        return logins.stream().flatMap(List::stream).toList();
    }

    DirectoryChange change() {
        return new DirectoryChange(names(false), names(true));
    }

    /** Itself, or its halves. */
    List<Part> split() {
        int half = logins.size() / 2;
        return half == 0
                ? List.of(this)
                : List.of(
                        new Part(logins.subList(0, half), since), new Part(logins.subList(half, logins.size()), since));
    }

    private Set<String> names(boolean disabled) {
        return changes().stream()
                .filter(change -> change.disabled() == disabled)
                .map(Pending::login)
                .collect(toSet());
    }
}
