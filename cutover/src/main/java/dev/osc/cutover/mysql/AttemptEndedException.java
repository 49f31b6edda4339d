// SPDX-License-Identifier: Apache-2.0
package dev.osc.cutover.mysql;

/** An attempt that must not go on although no statement failed; never leaves this package. */
final class AttemptEndedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    AttemptEndedException(String message) {
        super(message);
    }
}
