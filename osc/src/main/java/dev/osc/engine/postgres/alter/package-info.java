// SPDX-License-Identifier: Apache-2.0
/**
 * The user's statement, cut into the pieces that osc treats by themselves. Not a grammar: the server reads every piece
 * and has the last word; here only strings, comments, names and brackets are told apart, and the few actions known that
 * osc makes in another way than the server would.
 */
@NullMarked
package dev.osc.engine.postgres.alter;

import org.jspecify.annotations.NullMarked;
