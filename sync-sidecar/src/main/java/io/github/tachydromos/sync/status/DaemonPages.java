// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.status;

import io.github.tachydromos.sync.Sidecar;
import io.github.tachydromos.sync.daemon.DaemonMetrics;
import io.github.tachydromos.sync.reconcile.DaemonLoop;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.io.IOException;
import java.util.Optional;

/**
 * Passes on what daemons tell of themselves, for whoever may read the program's own metrics: a daemon that wants a
 * password for it gets that from here, and no collector has to know it.
 */
@Controller("/daemons")
final class DaemonPages {
    private final Sidecar sidecar;

    DaemonPages(Sidecar sidecar) {
        this.sidecar = sidecar;
    }

    @Get("/{name}/metrics")
    @ExecuteOn(TaskExecutors.BLOCKING)
    HttpResponse<String> metrics(String name) {
        Optional<DaemonLoop> daemon = sidecar.loops().stream()
                .filter(loop -> loop.name().equals(name))
                .findFirst();
        try {
            Optional<DaemonMetrics> metrics = daemon.isPresent() ? daemon.get().metrics() : Optional.empty();
            return metrics.<HttpResponse<String>>map(
                            told -> HttpResponse.ok(told.text()).contentType(MediaType.of(told.type())))
                    .orElseGet(HttpResponse::notFound);
        } catch (IOException e) {
            return HttpResponse.<String>status(HttpStatus.SERVICE_UNAVAILABLE)
                    .body(name + ": " + e.getMessage() + "\n")
                    .contentType(MediaType.TEXT_PLAIN_TYPE);
        }
    }
}
