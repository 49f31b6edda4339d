// SPDX-License-Identifier: Apache-2.0
/** {@code bin/bench memory}: the most memory that osc holds, and whether it grows. */
@NullMarked
package dev.osc.bench.course.memory;

import org.jspecify.annotations.NullMarked;
