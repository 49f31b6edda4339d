// SPDX-License-Identifier: Apache-2.0
/** What the server tells of its own state, for the throttle. */
@NullMarked
package dev.osc.engine.postgres.gauge;

import org.jspecify.annotations.NullMarked;
