// SPDX-License-Identifier: Apache-2.0
/**
 * What the log holds as text: is a statement harmless to the watched table, a change of its definition, or a write that no
 * row event tells of? Errs to the safe side: a statement that cannot be ruled out ends the run. No parser of the server's
 * grammar: words and names, comments and quotes, and the few places where a table's name stands.
 */
@NullMarked
package dev.osc.replication.binlog.statement;

import org.jspecify.annotations.NullMarked;
