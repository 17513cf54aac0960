// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.rotator.reconcile;

import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.io.Serial;
import java.util.concurrent.atomic.AtomicInteger;

/** Ends the life of a rotator after a number of writes: from there on no request leaves it. */
final class Cut implements Interceptor {
    /** No exception, which a step would survive. */
    static final class Killed extends Error {
        @Serial
        private static final long serialVersionUID = 1;

        Killed() {
            super("the program was killed");
        }
    }

    private final AtomicInteger left;

    Cut(int writes) {
        left = new AtomicInteger(writes);
    }

    @Override
    public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
        String path = request.uri().getPath();
        boolean write = !request.method().equals("GET") && !path.contains("/events") && !path.contains("/leases");
        if (left.get() < 0 || (write && left.decrementAndGet() < 0)) {
            throw new Killed();
        }
    }

    boolean hasHappened() {
        return left.get() < 0;
    }
}
