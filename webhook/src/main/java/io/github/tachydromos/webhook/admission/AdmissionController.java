// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.webhook.admission;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.github.tachydromos.core.finding.Verdict.Allowed;
import io.github.tachydromos.core.finding.Verdict.Denied;
import io.github.tachydromos.webhook.admission.AdmissionLimits.Room;
import io.github.tachydromos.webhook.admission.ReviewReading.Malformed;
import io.github.tachydromos.webhook.admission.ReviewReading.Read;
import io.github.tachydromos.webhook.admission.Ruling.Judged;
import io.github.tachydromos.webhook.admission.Ruling.NotOurs;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The HTTP edge: translates between bodies and rulings. Each review has a virtual thread of its own. */
@Controller
final class AdmissionController {
    private static final Logger LOG = LoggerFactory.getLogger(AdmissionController.class);
    private static final Executor DEADLINE =
            CompletableFuture.delayedExecutor(AdmissionLimits.READING.toMillis(), MILLISECONDS, Runnable::run);

    private final Reviewer reviewer;
    private final ReviewListener listener;
    private final AdmissionLimits limits = new AdmissionLimits();

    AdmissionController(Reviewer reviewer, ReviewListener listener) {
        this.reviewer = reviewer;
        this.listener = listener;
    }

    @Post("/validate")
    @ExecuteOn(TaskExecutors.BLOCKING)
    HttpResponse<?> validate(HttpHeaders headers, @Body @Nullable InputStream body)
            throws InterruptedException, IOException {
        OptionalLong length = headers.contentLength();
        if (length.orElse(0) > AdmissionLimits.BODY) {
            return unread(HttpStatus.REQUEST_ENTITY_TOO_LARGE, "body: is longer than 4 MiB; send what was read of it");
        }
        Optional<Room> room = limits.enter(length);
        if (room.isEmpty()) {
            return unread(HttpStatus.SERVICE_UNAVAILABLE, "server: is busy; ask again")
                    .header(HttpHeaders.RETRY_AFTER, "1");
        }
        try (var _ = room.get()) {
            return answer(body);
        }
    }

    private HttpResponse<?> answer(@Nullable InputStream body) throws IOException {
        long start = System.nanoTime();
        Optional<ReviewReading> reading = read(body);
        if (reading.isEmpty()) {
            return unread(HttpStatus.REQUEST_TIMEOUT, "body: comes too slowly; send it at once");
        }
        return switch (reading.get()) {
            case Malformed(var reason) -> {
                LOG.atInfo().addKeyValue("reason", reason).log("no review");
                listener.malformed(reason);
                yield refused(HttpStatus.BAD_REQUEST, reason);
            }
            case Read(var uid, var request) -> {
                Ruling ruling = reviewer.review(request);
                AdmissionResponse response = Answers.of(uid, request, ruling);
                log(uid, request, ruling);
                listener.reviewed(request, ruling, Duration.ofNanos(System.nanoTime() - start));
                yield HttpResponse.ok(AdmissionReview.answer(response));
            }
        };
    }

    /** Whoever sends a body by and by takes the room of others: he is cut off. */
    private Optional<ReviewReading> read(@Nullable InputStream body) throws IOException {
        Thread reader = Thread.currentThread();
        AtomicReference<Progress> progress = new AtomicReference<>(Progress.READING);
        DEADLINE.execute(() -> {
            if (progress.compareAndSet(Progress.READING, Progress.CUT_OFF)) {
                reader.interrupt();
            }
        });
        try (body) {
            ReviewReading reading = ReviewReading.of(body);
            return progress.compareAndSet(Progress.READING, Progress.DONE) ? Optional.of(reading) : Optional.empty();
        }
    }

    private enum Progress {
        READING,
        DONE,
        CUT_OFF
    }

    private static void log(String uid, AdmissionRequest request, Ruling ruling) {
        LOG.atInfo()
                .addKeyValue("uid", uid)
                .addKeyValue("operation", request.operationText())
                .addKeyValue("object", AdmissionLimits.cut(request.kindText() + " " + request.objectName()))
                .addKeyValue("user", AdmissionLimits.cut(request.username()))
                .log(
                        switch (ruling) {
                            case NotOurs() -> "allowed: nothing of this release";
                            case Judged(Allowed _) -> "allowed";
                            case Judged(Denied _) -> "refused";
                        });
    }

    /** The rest of the body is not wanted: with it goes the connection. */
    private static MutableHttpResponse<Status> unread(HttpStatus code, String message) {
        return refused(code, message).header(HttpHeaders.CONNECTION, "close");
    }

    private static MutableHttpResponse<Status> refused(HttpStatus code, String message) {
        return HttpResponse.status(code).body(Status.failure(code, message));
    }
}
