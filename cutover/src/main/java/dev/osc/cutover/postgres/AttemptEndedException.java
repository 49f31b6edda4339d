// SPDX-License-Identifier: Apache-2.0
package dev.osc.cutover.postgres;

/** An attempt that must not go on although no statement failed for good; never leaves this package. */
final class AttemptEndedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean lockWait;

    /** @param lockWait whether it waited for others, who are worth naming */
    AttemptEndedException(String message, boolean lockWait) {
        super(message);
        this.lockWait = lockWait;
    }

    boolean lockWait() {
        return lockWait;
    }
}
