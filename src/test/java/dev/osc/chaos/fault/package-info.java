// SPDX-License-Identifier: Apache-2.0
/** What can go wrong, one class for each kind; {@link dev.osc.chaos.fault.Faults} lists them. Stateless. */
@NullMarked
package dev.osc.chaos.fault;

import org.jspecify.annotations.NullMarked;
