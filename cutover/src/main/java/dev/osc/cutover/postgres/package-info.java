// SPDX-License-Identifier: Apache-2.0
/**
 * PostgreSQL's way to swap: one transaction renames both tables and moves over what hangs on the old one
 * ({@code TransactionalRename}); {@code Inheritance} tells what that is, {@code ForeignKeyValidation} does what is left for
 * afterwards.
 *
 * <p>Invariants: the swap has happened altogether or not at all, and it is committed only when source, shadow and all that hangs
 * on them are what they were when the statements were made. Nobody is kept waiting beyond the swap's budget, even if this
 * process vanishes. Nothing is believed about an attempt's end before its sessions are known to be gone.
 */
@NullMarked
package dev.osc.cutover.postgres;

import org.jspecify.annotations.NullMarked;
