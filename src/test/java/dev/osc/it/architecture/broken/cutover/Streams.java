// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.architecture.broken.cutover;

import dev.osc.it.architecture.broken.replication.Swaps;
import java.util.List;

/** A cut-over that knows replication, which knows it: a cycle too. */
public record Streams(List<Swaps> known) {}
