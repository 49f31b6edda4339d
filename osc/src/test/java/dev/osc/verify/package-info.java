// SPDX-License-Identifier: Apache-2.0
/** The bookkeeping of a comparison, over tables that are maps. */
@NullMarked
package dev.osc.verify;

import org.jspecify.annotations.NullMarked;
