// SPDX-License-Identifier: Apache-2.0
package dev.osc.cutover;

/** The shadow could not be brought up to date within the lock's budget. The attempt ends; nothing is lost. */
public final class CatchUpException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public CatchUpException(String message) {
        super(message);
    }
}
