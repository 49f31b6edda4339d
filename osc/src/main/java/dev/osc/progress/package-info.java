// SPDX-License-Identifier: Apache-2.0
/** What a run counts and shows: counters that any thread may raise, and the line that a person watches. */
@NullMarked
package dev.osc.progress;

import org.jspecify.annotations.NullMarked;
