// SPDX-License-Identifier: Apache-2.0
package dev.osc.plan;

import dev.osc.failure.ExitCode;

/**
 * Something the user should know before the change runs.
 *
 * @param code what the process exits with when this blocks
 * @param text what was found, one sentence without a full stop
 * @param remedy the next step, or empty where none is needed
 */
public record Finding(Severity severity, ExitCode code, String text, String remedy) {

    public enum Severity {
        /** The change cannot be carried out as it stands. */
        BLOCKS,
        /** It can, but rows or the server may stop it, or the outcome may surprise. */
        WARNS,
        /** Worth knowing. */
        NOTES
    }

    public static Finding blocks(ExitCode code, String text, String remedy) {
        return new Finding(Severity.BLOCKS, code, text, remedy);
    }

    public static Finding blocks(String text, String remedy) {
        return blocks(ExitCode.UNSUPPORTED_CHANGE, text, remedy);
    }

    public static Finding warns(String text, String remedy) {
        return new Finding(Severity.WARNS, ExitCode.DONE, text, remedy);
    }

    public static Finding notes(String text) {
        return new Finding(Severity.NOTES, ExitCode.DONE, text, "");
    }
}
