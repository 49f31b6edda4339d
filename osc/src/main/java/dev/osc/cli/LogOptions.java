// SPDX-License-Identifier: Apache-2.0
package dev.osc.cli;

import java.io.Console;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How osc logs. */
final class LogOptions {

    @Option(
            names = "--log-format",
            paramLabel = "FORMAT",
            description = "text or json, on standard error (default: ${DEFAULT-VALUE}).")
    String format = "text";

    @Option(names = "--verbose", description = "Log more: every retry, every attempt.")
    boolean verbose;

    boolean json() {
        return format.equals("json");
    }

    /** Whether a person watches: a terminal, and text. */
    boolean live() {
        return !json()
                && Optional.ofNullable(System.console())
                        .filter(Console::isTerminal)
                        .isPresent();
    }

    void apply() {
        if (!json() && !format.equals("text")) {
            throw Usage.wrong(List.of("--log-format " + format + " is neither text nor json"));
        }
        Logging.start(json() ? Logging.Format.JSON : Logging.Format.TEXT, verbose);
    }
}
