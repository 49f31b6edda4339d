// SPDX-License-Identifier: Apache-2.0
package dev.osc.cli;

import dev.osc.failure.ExitCode;
import dev.osc.failure.OscException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The process: parses the command line, runs the command, turns what it throws into a message and an exit code. */
@Command(
        name = "osc",
        description = "Changes the schema of a live table: nothing lost, nobody blocked.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {
            RunCommand.class,
            PlanCommand.class,
            CleanupCommand.class,
            DemoCommand.class,
            CommandLine.HelpCommand.class
        })
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    static int run(String... arguments) {
        CommandLine line = commandLine();
        return arguments.length == 0 ? usage(line) : line.execute(arguments);
    }

    /** The command line with everything that it knows. */
    static CommandLine commandLine() {
        CommandLine line = new CommandLine(new Main());
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setExecutionExceptionHandler((failure, command, parsed) -> told(failure));
        return line;
    }

    private static int usage(CommandLine line) {
        line.usage(System.err);
        return ExitCode.USAGE.number();
    }

    private static int told(Exception failure) {
        return switch (failure) {
            case OscException known -> {
                System.err.println("osc: " + known.getMessage());
                System.err.println("  " + known.nextStep());
                yield known.code().number();
            }
            case InterruptedException stopped -> {
                System.err.println("osc: stopped; the table is untouched");
                yield ExitCode.ABORTED.number();
            }
            default -> {
                System.err.println("osc: an error in osc itself: " + failure);
                failure.printStackTrace();
                yield ExitCode.INTERNAL.number();
            }
        };
    }
}
