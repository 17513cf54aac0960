// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.rotator.reconcile;

import io.github.tachydromos.rotator.publish.Notice;
import io.github.tachydromos.rotator.publish.Notice.Severity;
import io.github.tachydromos.rotator.publish.Subject;
import io.github.tachydromos.rotator.reconcile.StepResult.Failed;
import io.github.tachydromos.rotator.reconcile.StepResult.Kept;
import io.github.tachydromos.rotator.reconcile.StepResult.Left;
import io.github.tachydromos.rotator.reconcile.StepResult.Waits;
import io.github.tachydromos.rotator.reconcile.StepResult.Written;
import java.util.ArrayList;
import java.util.List;

/** What a pass has to tell: on the suite document, or on the Secret whose owner must act. */
final class Notices {
    private final Subject suite;
    private final List<Notice> notices = new ArrayList<>();

    Notices(String suite) {
        this.suite = Subject.suite(suite);
    }

    List<Notice> all() {
        return List.copyOf(notices);
    }

    void warn(String reason, List<String> faults) {
        faults.forEach(fault -> notices.add(new Notice(suite, Severity.WARNING, reason, fault)));
    }

    void add(StepResult result) {
        switch (result) {
            case Kept _ -> {}
            case Waits waits -> tell("RotationUnderWay", waits.object() + " " + waits.reason());
            case Written written -> tell("Written", written.object() + " was written: it " + written.reason());
            case Left left -> warn("Unusable", List.of(left.object() + ": " + left.fault()));
            case Failed(var object, var reason) -> warn("Failed", List.of(object + ": " + reason));
        }
    }

    void add(SourceReport source) {
        Subject about = source.secret().map(Subject::secret).orElse(suite);
        source.objections()
                .forEach(fault -> notices.add(new Notice(about, Severity.WARNING, "CertificateRefused", fault)));
    }

    private void tell(String reason, String message) {
        notices.add(new Notice(suite, Severity.NORMAL, reason, message));
    }
}
