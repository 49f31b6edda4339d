// SPDX-License-Identifier: Apache-2.0
/** The process that {@code bin/bench} starts: which courses there are. */
@NullMarked
package dev.osc.bench.cli;

import org.jspecify.annotations.NullMarked;
