// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.benchmarks.scenario;

import static java.util.Objects.requireNonNull;

import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResult;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import io.github.tachydromos.e2e.directory.Directory;
import io.github.tachydromos.e2e.suite.TestBed;
import java.io.IOException;

/** The accounts that benchmarks add, {@code bench-0@example.org} and so on: none is there before, none is left. */
public final class BenchmarkAccounts implements AutoCloseable {
    static final String PREFIX = "bench-";
    static final String DOMAIN = "example.org";

    private static final String BASE = "dc=tachydromos,dc=local";

    private final Directory directory;

    private BenchmarkAccounts(Directory directory) {
        this.directory = directory;
    }

    /** Also removes what a run that was cut short has left. */
    public static BenchmarkAccounts none(TestBed bed) throws Exception {
        BenchmarkAccounts accounts = new BenchmarkAccounts(bed.directory());
        accounts.removeAll();
        return accounts;
    }

    static String mail(int number) {
        return PREFIX + number + "@" + DOMAIN;
    }

    static Entry entry(int number) {
        return Directory.user(mail(number), "bench-password");
    }

    /** Makes sure that the first accounts, as many as told, exist. */
    void seed(int number) throws Exception {
        for (int i = 0; i < number; i++) {
            directory.seed(entry(i));
        }
    }

    private void removeAll() throws Exception {
        String filter = "(mail=" + PREFIX + "*@" + DOMAIN + ")";
        SearchResult left = directory.connection().search(BASE, SearchScope.SUB, filter, SearchRequest.NO_ATTRIBUTES);
        for (SearchResultEntry entry : requireNonNull(left.getSearchEntries())) {
            directory.connection().delete(entry.getDN());
        }
    }

    @Override
    public void close() throws IOException {
        Cleanup.of("accounts " + mail(0) + " and so on", this::removeAll);
    }
}
