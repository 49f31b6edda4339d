// SPDX-License-Identifier: Apache-2.0
/**
 * Other tools that rebuild a table, as {@code bin/bench --peer} runs them: one class knows how one of them is called. A
 * new one is its class and a line in {@link dev.osc.bench.peer.Peers}. Nothing of theirs is in this repository; where
 * they are is told by their path.
 */
@NullMarked
package dev.osc.bench.peer;

import org.jspecify.annotations.NullMarked;
