// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.reconcile;

import io.github.tachydromos.sync.daemon.DaemonControl;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** A daemon's container that does what it is told, and writes it down. */
final class FakeControl implements DaemonControl {
    final List<String> calls = new ArrayList<>();
    String checkOutput = "";
    OptionalLong promoted = OptionalLong.empty();
    boolean running;
    boolean promoteFails;
    boolean restartFails;
    String seen = "";

    @Override
    public Answer check(long generation) {
        calls.add("check " + generation);
        return new Answer(checkOutput.isEmpty() ? 0 : 1, checkOutput);
    }

    @Override
    public Answer promote(long generation) {
        calls.add("promote " + generation);
        if (promoteFails) {
            return new Answer(1, "");
        }
        promoted = OptionalLong.of(generation);
        running = true;
        return new Answer(0, "");
    }

    @Override
    public Answer reload() {
        calls.add("reload");
        return new Answer(0, "");
    }

    @Override
    public Answer restart() {
        calls.add("restart");
        return new Answer(restartFails ? 1 : 0, "");
    }

    @Override
    public Answer look() {
        return new Answer(seen.isEmpty() ? 0 : 69, seen);
    }

    @Override
    public Status status() {
        return new Status(promoted, running);
    }

    void containerRestarted() {
        promoted = OptionalLong.empty();
        running = false;
    }
}
