// SPDX-License-Identifier: Apache-2.0
/** Makes and keeps the certificates and credentials of a release. */
@NullMarked
package io.github.tachydromos.rotator;

import org.jspecify.annotations.NullMarked;
