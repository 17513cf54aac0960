// SPDX-License-Identifier: Apache-2.0
/** What the operator is to publish in DNS: computed from the suite document and the keys, and written down for him. */
@NullMarked
package io.github.tachydromos.rotator.records;

import org.jspecify.annotations.NullMarked;
