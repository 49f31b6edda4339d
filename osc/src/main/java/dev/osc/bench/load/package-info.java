// SPDX-License-Identifier: Apache-2.0
/** The benchmark's table and the load on it, which knows row by row what it expects. */
@NullMarked
package dev.osc.bench.load;

import org.jspecify.annotations.NullMarked;
