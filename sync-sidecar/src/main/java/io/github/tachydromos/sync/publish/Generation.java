// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.publish;

import io.github.tachydromos.sync.render.RenderedTree;

/** A tree as it was written to disk, under a number that is never used again. */
public record Generation(long id, RenderedTree tree) {}
