// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.acceptance;

import java.io.IOException;
import java.io.PrintStream;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Makes trials one after the other and tells of each in one line. */
final class Acceptance {
    private final PrintStream out;
    private final Set<Service> away = EnumSet.noneOf(Service.class);

    private int passed;
    private int failed;
    private int untried;

    Acceptance(PrintStream out) {
        this.out = out;
    }

    /** Whether the Service answers at all. If not, what needs it is not tried. */
    void ask(Service service, Trial trial) {
        if (!fulfils(trial)) {
            away.add(service);
        }
    }

    void tryAll(List<Trial> trials) {
        for (Trial trial : trials) {
            Optional<Service> missing =
                    trial.needs().stream().sorted().filter(away::contains).findFirst();
            if (missing.isPresent()) {
                leaveOut(trial.name(), missing.get().component() + " does not answer");
            } else {
                fulfils(trial);
            }
        }
    }

    /** Tells of something that is not tried. */
    void leaveOut(String name, String reason) {
        untried++;
        out.println("not tried  " + name + ": " + reason);
    }

    /** Closes the account; whether nothing failed. */
    boolean summary() {
        out.println(passed + " passed, " + failed + " failed, " + untried + " not tried");
        return failed == 0;
    }

    private boolean fulfils(Trial trial) {
        try {
            trial.look().take();
        } catch (IOException e) {
            failed++;
            out.println("FAILED     " + trial.name() + ": " + Objects.toString(e.getMessage(), e.toString()));
            return false;
        }
        passed++;
        out.println("passed     " + trial.name());
        return true;
    }
}
