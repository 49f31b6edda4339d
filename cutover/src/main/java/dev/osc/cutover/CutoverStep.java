// SPDX-License-Identifier: Apache-2.0
package dev.osc.cutover;

/** The steps of an attempt, in order; a way that has no such step leaves it out. */
public enum CutoverStep {
    /** The sessions are open and nothing is locked. */
    READY,
    /** The retired name is taken by a sentry table. */
    SENTRY_PLACED,
    /** No writer reaches the source from here on. */
    LOCKED,
    /** The shadow equals the source. */
    CAUGHT_UP,
    /** The shadow has the source's triggers; left out where there are none. */
    TRIGGERS_CARRIED,
    /** The shadow has the source's foreign keys; left out where there are none, of the source and to it. */
    KEYS_CARRIED,
    /** The rename is known to wait for the source's lock, ahead of every writer. */
    RENAME_QUEUED,
    /** The retired name is free again, the source still locked. */
    SENTRY_DROPPED,
    /** The server has confirmed the rename. */
    RENAMED,
    /** The foreign keys are called what they were, and other tables' point to the new table; left out as the triggers' step is. */
    KEYS_NAMED,
    /** The triggers of the new table are called what they were; left out where there are none, or where it is done without the lock. */
    TRIGGERS_NAMED
}
