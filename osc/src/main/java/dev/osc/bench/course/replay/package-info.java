// SPDX-License-Identifier: Apache-2.0
/** {@code bin/bench replay}: how fast changes are read, collapsed and applied, and whether osc catches up with busy writers. */
@NullMarked
package dev.osc.bench.course.replay;

import org.jspecify.annotations.NullMarked;
