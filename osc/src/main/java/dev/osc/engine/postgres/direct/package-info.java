// SPDX-License-Identifier: Apache-2.0
/**
 * Changes made on the table itself, without rewriting or blocking it. What can be made so, the server tells: the change is
 * rehearsed on an empty double, then the gentle course that is to come to the same is rehearsed beside it, and only
 * when both leave the same catalogue is it taken.
 *
 * <p>Invariants: no statement on the table waits long for a lock that others queue behind; rows are read and indexes
 * built under locks that let writers pass; what is under way bears names that end in {@code _osc_new} or a comment of osc's, so
 * that after a failure or a crash {@link dev.osc.engine.postgres.direct.DirectLeftovers} finds it and nothing else.
 */
@NullMarked
package dev.osc.engine.postgres.direct;

import org.jspecify.annotations.NullMarked;
