// SPDX-License-Identifier: Apache-2.0
/** What planning says of an ALTER, held against what real servers do. */
@NullMarked
package dev.osc.it.plan;

import org.jspecify.annotations.NullMarked;
