// SPDX-License-Identifier: Apache-2.0
/** {@code bin/bench cutover}: how long a cut-over keeps writers waiting. */
@NullMarked
package dev.osc.bench.course.cutover;

import org.jspecify.annotations.NullMarked;
