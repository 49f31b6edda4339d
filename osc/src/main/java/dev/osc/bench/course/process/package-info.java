// SPDX-License-Identifier: Apache-2.0
/** {@code bin/bench process}: what the process itself takes before it has anything to do. */
@NullMarked
package dev.osc.bench.course.process;

import org.jspecify.annotations.NullMarked;
