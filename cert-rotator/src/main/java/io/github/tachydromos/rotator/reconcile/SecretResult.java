// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.rotator.reconcile;

import io.github.tachydromos.core.tls.TlsBundle;
import java.util.Optional;

/** How the step for one Secret ended. */
public sealed interface SecretResult {
    String secret();

    /** It was there and serves. */
    record Kept(String secret, Optional<TlsBundle> bundle) implements SecretResult {}

    /** It was created or changed. */
    record Written(String secret, String reason, Optional<TlsBundle> bundle) implements SecretResult {}

    /** It is there and somebody else's, and does not serve. */
    record Left(String secret, String fault) implements SecretResult {}

    /** It could not be read or written, or waits for another one. */
    record Failed(String secret, String reason) implements SecretResult {}

    /** The certificate that is in it after the step. */
    default Optional<TlsBundle> certificate() {
        return switch (this) {
            case Kept kept -> kept.bundle();
            case Written written -> written.bundle();
            case Left _, Failed _ -> Optional.empty();
        };
    }
}
