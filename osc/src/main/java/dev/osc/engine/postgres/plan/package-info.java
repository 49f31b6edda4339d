// SPDX-License-Identifier: Apache-2.0
/** From the source and its altered double to key, mapping and plan. */
@NullMarked
package dev.osc.engine.postgres.plan;

import org.jspecify.annotations.NullMarked;
