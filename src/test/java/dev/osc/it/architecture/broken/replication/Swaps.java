// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.architecture.broken.replication;

import dev.osc.it.architecture.broken.cutover.Streams;
import java.util.List;

/** Replication that knows the cut-over. */
public record Swaps(List<Streams> known) {}
