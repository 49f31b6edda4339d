// SPDX-License-Identifier: Apache-2.0
package dev.osc.sync;

/** A broken invariant. */
final class Violation extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Violation(String what) {
        super(what, null, false, false);
    }
}
