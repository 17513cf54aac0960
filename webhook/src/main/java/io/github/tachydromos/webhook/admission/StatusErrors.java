// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.webhook.admission;

import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.Error;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import jakarta.inject.Singleton;

/**
 * Gives what the server refuses by itself (too long, no such path, a fault of ours) the form of the Kubernetes API.
 * Of a fault of ours it says nothing: the log has it.
 */
@Singleton
final class StatusErrors implements ErrorResponseProcessor<Status> {

    @Override
    public MutableHttpResponse<Status> processResponse(ErrorContext context, MutableHttpResponse<?> response) {
        HttpStatus code = response.status();
        String told =
                context.getErrors().stream().map(Error::getMessage).findFirst().orElse(code.getReason());
        String message = code.getCode() >= HttpStatus.INTERNAL_SERVER_ERROR.getCode()
                ? "server: the review failed; see the log of the webhook"
                : AdmissionLimits.cut(told);
        return response.contentType(MediaType.APPLICATION_JSON_TYPE).body(Status.failure(code, message));
    }
}
