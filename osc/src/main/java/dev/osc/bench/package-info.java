// SPDX-License-Identifier: Apache-2.0
/**
 * The benchmark: a sysbench-like table on a server of its own, changed by the server itself and by osc in turns, idle
 * and under a load of a fixed rate. osc runs as a process of its own, as users run it, so that its processor time and
 * memory are the kernel's figures. Every run is proved: the table afterwards is, row by row, what the load's
 * transactions made of it. docs/benchmark.md says what each figure means.
 *
 * <p>Started by {@code bin/bench} only; nothing of the product depends on this room.
 */
@NullMarked
package dev.osc.bench;

import org.jspecify.annotations.NullMarked;
