// SPDX-License-Identifier: Apache-2.0
/** Faults that other users of the server bring about: their locks, their transactions, their statements. */
@NullMarked
package dev.osc.chaos.fault.load;

import org.jspecify.annotations.NullMarked;
