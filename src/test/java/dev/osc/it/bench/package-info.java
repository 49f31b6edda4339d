// SPDX-License-Identifier: Apache-2.0
/** The courses of {@code bin/bench}, each tiny. */
@NullMarked
package dev.osc.it.bench;

import org.jspecify.annotations.NullMarked;
