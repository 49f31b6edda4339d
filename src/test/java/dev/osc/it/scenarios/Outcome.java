// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.scenarios;

import dev.osc.failure.ExitCode;

/**
 * What came of a scenario.
 *
 * @param text for the page: {@code equal}; {@code refused CODE} before anything was copied, {@code error CODE} later
 * @param message what osc said
 */
record Outcome(String text, String message) {

    static final Outcome EQUAL = new Outcome("equal", "");

    static Outcome ended(boolean begun, ExitCode code, String message) {
        return new Outcome((begun ? "error " : "refused ") + code, message);
    }
}
