// SPDX-License-Identifier: Apache-2.0
package dev.osc.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The process: reads the command line, and ends with the exit code of the command it names. */
@Command(
        name = "osc",
        description = "Changes the schema of a live table: online, resumable, reversible.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
public final class Main implements Runnable {

    /** Ends the JVM. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main());
    }

    /** Without a command: what there is to choose from. */
    @Override
    public void run() {
        commandLine().usage(System.out);
    }
}
