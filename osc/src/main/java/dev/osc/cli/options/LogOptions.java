// SPDX-License-Identifier: Apache-2.0
package dev.osc.cli.options;

import picocli.CommandLine.Option;

/** How osc logs. */
public final class LogOptions {

    @Option(
            names = "--log-format",
            paramLabel = "FORMAT",
            description = "text or json, on standard error (default: ${DEFAULT-VALUE}).")
    String format = "text";

    @Option(names = "--verbose", description = "Log more: every retry, every attempt.")
    boolean verbose;

    public boolean json() {
        return format.equals("json");
    }

    /** Whether a person watches: a terminal, and text. */
    public boolean live() {
        return !json() && Terminal.ofStandardError().watched();
    }

    public void check(Mistakes mistakes) {
        if (!json() && !format.equals("text")) {
            mistakes.add("--log-format " + format + " is neither text nor json");
        }
    }

    public void apply() {
        Logging.start(
                json() ? Logging.Format.JSON : live() ? Logging.Format.OVER_LIVE_LINE : Logging.Format.TEXT, verbose);
    }
}
