// SPDX-License-Identifier: Apache-2.0
/**
 * What makes a run wait, and for what: sources that are read again and again, and an operator's word. A source that can't be read
 * makes it wait as well. Waiting means that nothing is copied, flushed or compared; the change stream is read on.
 */
@NullMarked
package dev.osc.throttle;

import org.jspecify.annotations.NullMarked;
