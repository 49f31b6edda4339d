// SPDX-License-Identifier: Apache-2.0
/** Comparing on demand, over tables that are maps. */
@NullMarked
package dev.osc.verify.tables;

import org.jspecify.annotations.NullMarked;
