// SPDX-License-Identifier: Apache-2.0
/** Certificates as operators bring them, good ones and broken ones. */
@NullMarked
package io.github.tachydromos.e2e.certificate;

import org.jspecify.annotations.NullMarked;
