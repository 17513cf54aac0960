// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.render;

/** A view: a record with all that one template may mention. */
public interface Template {

    /** Path of the template below {@code templates/}: the daemon's folder, and the file that it makes in the daemon's tree. */
    String path();

    /** Path of the file in the daemon's tree. */
    default String file() {
        return path().substring(path().indexOf('/') + 1);
    }
}
