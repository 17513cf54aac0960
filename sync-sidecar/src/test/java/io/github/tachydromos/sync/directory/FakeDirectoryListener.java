// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.directory;

import io.github.tachydromos.core.finding.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Remembers in order what it was told, as one line each. */
final class FakeDirectoryListener implements DirectoryListener {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final List<String> told = new ArrayList<>();
    private int read;

    /** Waits for the next line that begins so, and skips all before it. */
    synchronized String next(String beginning) throws InterruptedException {
        long end = System.nanoTime() + LIMIT.toNanos();
        List<String> skipped = new ArrayList<>();
        while (true) {
            while (read < told.size()) {
                String line = told.get(read++);
                if (line.startsWith(beginning)) {
                    return line;
                }
                skipped.add(line);
            }
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                throw new AssertionError("not told \"" + beginning + "\" but " + skipped);
            }
            wait(left);
        }
    }

    @Override
    public void accountsChanged(Set<String> addresses) {
        tell("changed " + new TreeSet<>(addresses));
    }

    @Override
    public void accountsDisabled(Set<String> logins) {
        tell("disabled " + new TreeSet<>(logins));
    }

    @Override
    public void refreshed() {
        tell("refreshed");
    }

    @Override
    public void held(int removals, int accounts) {
        tell("held " + removals + "/" + accounts);
    }

    @Override
    public void found(List<Finding> findings) {
        findings.forEach(finding -> tell("found " + finding));
    }

    @Override
    public void connected(Instant since) {
        tell("connected");
    }

    @Override
    public void disconnected(Instant since, String reason) {
        tell("disconnected " + reason);
    }

    private synchronized void tell(String line) {
        told.add(line);
        notifyAll();
    }
}
