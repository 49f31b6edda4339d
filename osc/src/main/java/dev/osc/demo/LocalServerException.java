// SPDX-License-Identifier: Apache-2.0
package dev.osc.demo;

/** A server for the demo or the tests could not be had; the message says which, why, and what its log said last. */
public final class LocalServerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LocalServerException(String message) {
        super(message);
    }

    LocalServerException(String message, Throwable cause) {
        super(message, cause);
    }
}
