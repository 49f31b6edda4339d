// SPDX-License-Identifier: Apache-2.0
package dev.osc.failure;

import org.jspecify.annotations.Nullable;

/**
 * A run or a command ends here, for a reason its user can read. The message says what happened and to which table;
 * the next step says what to type or ask for.
 */
public final class OscException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ExitCode code;
    private final String nextStep;

    public OscException(ExitCode code, String message, String nextStep) {
        this(code, message, nextStep, null);
    }

    public OscException(ExitCode code, String message, String nextStep, @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
        this.nextStep = nextStep;
    }

    /** The same with one more line to its next step. */
    public OscException and(String more) {
        return new OscException(code, String.valueOf(getMessage()), nextStep + "\n  " + more, this);
    }

    /** The same, with what brought it about. */
    public OscException because(String reason) {
        return new OscException(code, getMessage() + ": " + reason, nextStep, this);
    }

    public ExitCode code() {
        return code;
    }

    public String nextStep() {
        return nextStep;
    }
}
