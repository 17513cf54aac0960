// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.rotator.reconcile;

import io.github.tachydromos.core.tls.TlsBundle;
import java.util.Optional;

/** How the step for one object ended. */
public sealed interface StepResult {
    String object();

    /** It was there and serves. */
    record Kept(String object, Optional<TlsBundle> bundle) implements StepResult {}

    /** It was there and serves; it will be replaced soon, by itself. */
    record Waits(String object, String reason, Optional<TlsBundle> bundle) implements StepResult {}

    /** It was created or changed; {@code reason} completes "it ...". */
    record Written(String object, String reason, Optional<TlsBundle> bundle) implements StepResult {}

    /** It does not serve as it should, and is somebody else's. */
    record Left(String object, String fault, Optional<TlsBundle> bundle) implements StepResult {}

    /** It could not be read or written, or waits for another one. */
    record Failed(String object, String reason) implements StepResult {}

    /** The certificate that is in it after the step. */
    default Optional<TlsBundle> certificate() {
        return switch (this) {
            case Kept kept -> kept.bundle();
            case Waits waits -> waits.bundle();
            case Written written -> written.bundle();
            case Left left -> left.bundle();
            case Failed _ -> Optional.empty();
        };
    }
}
