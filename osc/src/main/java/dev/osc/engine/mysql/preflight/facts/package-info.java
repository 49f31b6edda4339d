// SPDX-License-Identifier: Apache-2.0
/** What the preflight looks at, asked of the server once; and what a check is. */
@NullMarked
package dev.osc.engine.mysql.preflight.facts;

import org.jspecify.annotations.NullMarked;
