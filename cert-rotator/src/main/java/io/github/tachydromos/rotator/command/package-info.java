// SPDX-License-Identifier: Apache-2.0
/** The command that compares what is to be published with what the name servers say. */
@NullMarked
package io.github.tachydromos.rotator.command;

import org.jspecify.annotations.NullMarked;
