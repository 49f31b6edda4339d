// SPDX-License-Identifier: Apache-2.0
/** The servers that faults are tried on, one class for each product. A leaf: knows the demo's servers and twins only. */
@NullMarked
package dev.osc.chaos.ground;

import org.jspecify.annotations.NullMarked;
