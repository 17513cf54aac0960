// SPDX-License-Identifier: Apache-2.0
/** Views and templates: what turns typed settings into the text of configuration files. */
@NullMarked
package io.github.tachydromos.sync.render;

import org.jspecify.annotations.NullMarked;
