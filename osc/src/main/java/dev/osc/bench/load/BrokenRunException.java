// SPDX-License-Identifier: Apache-2.0
package dev.osc.bench.load;

/** A run whose figures would mean nothing: osc failed, rows are missing, or the load met an error. */
public final class BrokenRunException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public BrokenRunException(String message) {
        super(message);
    }
}
