// SPDX-License-Identifier: Apache-2.0
/**
 * The copy: workers that cut the source into chunks in key order and have the server copy each with one statement,
 * without a lock on the source. What is in flight and what is copied stands in {@link dev.osc.sync.Sync}; the
 * statements are the engine's.
 */
@NullMarked
package dev.osc.copy;

import org.jspecify.annotations.NullMarked;
