// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.render;

/** A view: a record with all that one template may mention. */
public interface Template {

    /** Path of the template below {@code templates/}, and of the file it makes below that daemon's tree. */
    String path();
}
