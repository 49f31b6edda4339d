// SPDX-License-Identifier: Apache-2.0
/**
 * The cut-over on real servers, without replication: the catch-up is a plain copy of what differs. Every test runs under
 * writers that number their rows, and ends by accounting for every number the server acknowledged.
 */
@NullMarked
package dev.osc.it.cutover;

import org.jspecify.annotations.NullMarked;
