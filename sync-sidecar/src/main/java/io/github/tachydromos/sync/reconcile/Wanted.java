// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.reconcile;

import io.github.tachydromos.sync.render.RenderedTree;
import java.util.List;

/** What a daemon should run, as far as that is known. */
sealed interface Wanted {

    /**
     * The tree that follows from the accepted document and its Secrets.
     *
     * @param refused why the mail certificate's Secret is not fit to be served, one fault a line; the tree holds the pair
     *     that was served before, if there is one
     */
    record Tree(RenderedTree tree, List<String> refused) implements Wanted {
        public Tree {
            refused = List.copyOf(refused);
        }
    }

    /** Nothing can be rendered yet, for this reason. */
    record Unknown(String reason) implements Wanted {}

    /** Nothing can be rendered: a Secret does not hold what it should. */
    record Unusable(String reason) implements Wanted {}
}
