// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.scenario;

import io.github.tachydromos.e2e.directory.Directory;
import io.github.tachydromos.e2e.suite.TestBed;
import java.util.stream.IntStream;

/** A stream of changes in the directory: accounts are added, and every other one is deleted again behind them. */
record ManyAccounts(TestBed bed, String tag) {
    private static final int COUNT = 40;

    void change() throws Exception {
        for (int i = 0; i < COUNT; i++) {
            bed.directory().add(Directory.user(address(i), "secret-" + tag));
            if (i % 2 == 1) {
                bed.directory().deleteUser(address(i - 1));
            }
        }
    }

    boolean allAdded() throws Exception {
        return answersAre(1, true);
    }

    boolean allDeleted() throws Exception {
        return answersAre(0, false);
    }

    private boolean answersAre(int first, boolean accepted) throws Exception {
        for (int i : IntStream.iterate(first, i -> i < COUNT, i -> i + 2).toArray()) {
            var reply = bed.foreignServer().rcpt(address(i));
            if (accepted ? !reply.accepted() : !reply.refused()) {
                return false;
            }
        }
        return true;
    }

    void remove() throws Exception {
        for (int i = 0; i < COUNT; i++) {
            bed.directory().deleteUser(address(i));
        }
    }

    private String address(int number) {
        return "many-" + number + "-" + tag + "@example.org";
    }
}
