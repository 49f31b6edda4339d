// SPDX-License-Identifier: Apache-2.0
/**
 * What an operator asks of a running migration: one line in, lines out. {@link dev.osc.control.Console} knows the commands; sockets and
 * pages only carry lines to it.
 */
@NullMarked
package dev.osc.control;

import org.jspecify.annotations.NullMarked;
