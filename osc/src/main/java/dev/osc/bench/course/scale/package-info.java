// SPDX-License-Identifier: Apache-2.0
/** {@code bin/bench scale}: whether a row of a large table costs more than one of a small table. */
@NullMarked
package dev.osc.bench.course.scale;

import org.jspecify.annotations.NullMarked;
