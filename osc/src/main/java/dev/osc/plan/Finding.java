// SPDX-License-Identifier: Apache-2.0
package dev.osc.plan;

import dev.osc.failure.ExitCode;
import java.util.List;

/**
 * Something the user should know before the change runs.
 *
 * @param code what the process exits with when this blocks
 * @param check what has found it, by a name that does not change (docs/preflight.md); empty until it is given one
 * @param text what was found, one sentence without a full stop
 * @param setting the server's setting that it is about, with its value, {@code log_bin=OFF}; empty where it is about none
 * @param remedy the next step, or empty where none is needed
 */
public record Finding(Severity severity, ExitCode code, String check, String text, String setting, String remedy) {

    public enum Severity {
        /** The change cannot be carried out as it stands. */
        BLOCKS,
        /** It can, but rows or the server may stop it, or the outcome may surprise. */
        WARNS,
        /** Worth knowing. */
        NOTES
    }

    public static Finding blocks(ExitCode code, String text, String remedy) {
        return new Finding(Severity.BLOCKS, code, "", text, "", remedy);
    }

    public static Finding blocks(String text, String remedy) {
        return blocks(ExitCode.UNSUPPORTED_CHANGE, text, remedy);
    }

    public static Finding warns(String text, String remedy) {
        return new Finding(Severity.WARNS, ExitCode.DONE, "", text, "", remedy);
    }

    public static Finding notes(String text) {
        return new Finding(Severity.NOTES, ExitCode.DONE, "", text, "", "");
    }

    /** The same, found by that check; one that has a name keeps it. */
    public Finding by(String name) {
        return check.isEmpty() ? new Finding(severity, code, name, text, setting, remedy) : this;
    }

    public static List<Finding> by(String name, List<Finding> findings) {
        return findings.stream().map(finding -> finding.by(name)).toList();
    }

    /** The same, about that setting. */
    public Finding about(String name, String value) {
        return new Finding(severity, code, check, text, name + "=" + value, remedy);
    }
}
