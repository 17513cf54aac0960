// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.check;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Does several things at the same time. */
public final class Together {
    private Together() {}

    /** One of them. */
    public interface Step {
        void run() throws Exception;
    }

    /** Returns when all have ended; the first that failed is told. */
    public static void run(List<Step> steps) throws Exception {
        List<Callable<Boolean>> calls = new ArrayList<>();
        for (Step step : steps) {
            calls.add(() -> {
                step.run();
                return true;
            });
        }
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Boolean> ended : executor.invokeAll(calls)) {
                ended.get();
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e.getCause() instanceof Exception exception ? exception : e;
        }
    }
}
