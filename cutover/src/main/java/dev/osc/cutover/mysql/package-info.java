// SPDX-License-Identifier: Apache-2.0
/**
 * MySQL's two ways to swap. {@code LockedRename} does it in one session where the server renames locked tables (8.0.13 and
 * later), {@code SentryRename} in two, held together by a sentry table, everywhere else.
 *
 * <p>Invariants: no lock is waited for, and none is held, beyond the swap's budget, even if this process vanishes (the server
 * ends the idle session). Nothing is believed about an attempt's end before its sessions are known to be gone.
 */
@NullMarked
package dev.osc.cutover.mysql;

import org.jspecify.annotations.NullMarked;
