// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon;

import io.github.tachydromos.core.config.Suite;
import io.github.tachydromos.sync.render.RenderedTree;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One daemon of a mail pod: what it reads and how one sees that it works. The machinery around it (generations,
 * control socket, reconciling) knows no daemon by name; a new daemon is one new package with one of these.
 */
public interface Daemon {
    /** In the trees of daemons with {@link #tlsPorts}: key, leaf and chain of the mail certificate in one file. */
    String MAIL_PAIR = "private/mail.pem";

    /** Name of its container's control folder and of its state folder: {@code postfix}, {@code dovecot}, {@code sasl}. */
    String name();

    /** Names of the Secrets it is rendered from. */
    Set<String> secrets(Suite suite);

    /**
     * Its whole configuration tree. Pure: the same inputs give the same tree.
     *
     * @throws UnusableSecret if a Secret is there but does not hold what it should
     */
    RenderedTree render(Inputs inputs);

    /** What the daemon needs to take over {@code wanted} when it runs on {@code running}; the two differ. */
    Change change(RenderedTree running, RenderedTree wanted);

    /** Whether this pod's daemon works, seen from within the pod only: other pods' faults are not its own. */
    List<Probe> probes(RenderedTree running);

    /** Where it serves the mail certificate; mostly nowhere. */
    default List<TlsPort> tlsPorts() {
        return List.of();
    }

    /** What it has beside it; mostly nothing. */
    default List<Companion> companions() {
        return List.of();
    }

    /** Metrics of its own; mostly none. An {@link IOException} means that it did not answer. */
    default Optional<DaemonMetrics> metrics(RenderedTree running) throws IOException {
        return Optional.empty();
    }

    /** Makes the daemon forget what it remembers of the directory, through its own interface or its control socket. */
    void directoryChanged(DirectoryChange change, RenderedTree running, DaemonControl control) throws IOException;

    /** The lightest step that makes a daemon take over a changed tree. */
    enum Change {
        /** Sessions go on. */
        RELOAD,
        /** Sessions end. */
        RESTART
    }
}
