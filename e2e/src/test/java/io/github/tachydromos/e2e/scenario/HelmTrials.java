// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.scenario;

import io.github.tachydromos.e2e.cluster.Command;
import io.github.tachydromos.e2e.cluster.Helm;
import io.github.tachydromos.e2e.cluster.Release;
import io.github.tachydromos.e2e.cluster.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.ReentrantLock;

/** Runs of Helm with values files, a few at once: each waits most of its time for the pod of a Job. */
final class HelmTrials {
    private static final int AT_ONCE = 4;
    private static final String NO_SCHEMA = "--skip-schema-validation";

    private final Helm helm = Helm.in(Workspace.find());
    private final PodlessNamespace namespace;
    private final ExecutorService hands = Executors.newFixedThreadPool(AT_ONCE);
    private final List<Installed> installed = new ArrayList<>();
    private int refused;

    HelmTrials(PodlessNamespace namespace) {
        this.namespace = namespace;
    }

    /** What comes of a values file. */
    record Trial(String file, Release release, Future<Command.Output> outcome) {
        boolean refused() throws Exception {
            return outcome.get().exit() != 0;
        }

        /** All that Helm said; it quotes what a Job has printed. */
        String said() throws Exception {
            return outcome.get()
                    .errors()
                    .replace("\\n", "\n")
                    .replace("\\\"", "\"")
                    .replace("\\\\", "\\");
        }
    }

    /** A good release; two upgrades of it cannot run at once. */
    private record Installed(Release release, Future<Command.Output> outcome, ReentrantLock turn) {}

    /** Good values, as a release that stays. */
    Trial install(Path file, List<String> flags) {
        Release release = namespace.release("good-" + installed.size());
        Future<Command.Output> outcome = hands.submit(() -> run(release, "install", List.of(file), flags));
        installed.add(new Installed(release, outcome, new ReentrantLock()));
        return new Trial(CorpusDocument.name(file), release, outcome);
    }

    /** Bad values past the schema, as the first of a release. */
    Trial refusedInstall(Path... files) {
        Release release = namespace.release("bad-" + refused++);
        return new Trial(
                CorpusDocument.name(files[0]),
                release,
                hands.submit(() -> run(release, "install", List.of(files), List.of(NO_SCHEMA))));
    }

    /** Bad values past the schema for one of the good releases, in turn. */
    Trial refusedUpgrade(Path file, int number) {
        Installed good = installed.get(number % installed.size());
        return new Trial(CorpusDocument.name(file), good.release(), hands.submit(() -> {
            good.outcome().get(); // begun before this one
            good.turn().lock();
            try {
                return run(good.release(), "upgrade", List.of(file), List.of(NO_SCHEMA));
            } finally {
                good.turn().unlock();
            }
        }));
    }

    private Command.Output run(Release release, String verb, List<Path> files, List<String> flags)
            throws IOException, InterruptedException {
        return helm.command(verb, release, files, flags.toArray(String[]::new)).answer();
    }

    /** Removes the good releases, with their objects that are in no namespace. */
    void end() throws IOException, InterruptedException {
        hands.close();
        for (Installed good : installed) {
            helm.uninstall(good.release());
        }
    }
}
