// SPDX-License-Identifier: Apache-2.0
/** The sessions of a server that speaks MySQL's language, of whatever product, as its process list tells of them. */
@NullMarked
package dev.osc.schema.processlist;

import org.jspecify.annotations.NullMarked;
