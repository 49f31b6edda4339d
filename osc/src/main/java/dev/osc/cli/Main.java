// SPDX-License-Identifier: Apache-2.0
package dev.osc.cli;

import dev.osc.cli.options.Logging;
import dev.osc.cli.options.Mistakes;
import dev.osc.cli.options.Terminal;
import dev.osc.failure.ExitCode;
import dev.osc.failure.OscException;
import java.util.List;
import java.util.regex.Pattern;
import org.slf4j.LoggerFactory;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParseResult;

/** The process: parses the command line, runs the command, turns what it throws into a message and an exit code. */
@Command(
        name = "osc",
        description = "Changes the schema of a live table: nothing lost, nobody blocked.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        scope = CommandLine.ScopeType.INHERIT)
public final class Main {

    /** In the order that they are listed in. */
    private static final List<Class<?>> COMMANDS = List.of(
            RunCommand.class,
            PlanCommand.class,
            RollbackCommand.class,
            FinishCommand.class,
            StatusCommand.class,
            CtlCommand.class,
            VerifyCommand.class,
            CleanupCommand.class,
            DemoCommand.class,
            AutoComplete.GenerateCompletion.class,
            CommandLine.HelpCommand.class);

    private Main() {}

    public static void main(String[] arguments) throws InterruptedException {
        CommandThread command = new CommandThread(() -> run(arguments));
        command.start();
        command.join();
        System.exit(command.exitCode());
    }

    /** The whole process but its end; returns the exit code. */
    public static int run(String... arguments) {
        CommandLine line = commandLine(arguments.length == 0 ? COMMANDS : named(arguments[0]));
        return arguments.length == 0 ? usage(line) : line.execute(arguments);
    }

    /** Just the one of that name, as to build all with their options takes long; all for what is about them, and for none of them. */
    private static List<Class<?>> named(String name) {
        return COMMANDS.stream()
                .filter(SubCommand.class::isAssignableFrom)
                .filter(command -> command.getAnnotation(Command.class).name().equals(name))
                .<List<Class<?>>>map(List::of)
                .findFirst()
                .orElse(COMMANDS);
    }

    /** The command line with everything that it knows. */
    static CommandLine commandLine() {
        return commandLine(COMMANDS);
    }

    private static CommandLine commandLine(List<Class<?>> commands) {
        CommandLine line = new CommandLine(new Main());
        commands.forEach(line::addSubcommand);
        line.getCommandSpec().parser().collectErrors(true);
        line.getSubcommands()
                .values()
                .forEach(sub -> sub.getCommandSpec().parser().collectErrors(true));
        line.setExecutionStrategy(Main::checkedAndRun);
        line.setExecutionExceptionHandler(
                (failure, command, parsed) -> Telling.of(command).told(failure));
        return line;
    }

    private static int usage(CommandLine line) {
        line.usage(System.err);
        return ExitCode.USAGE.number();
    }

    /** What the parser did not understand and what the command itself finds wrong are told together. */
    private static int checkedAndRun(ParseResult parsed) {
        Mistakes mistakes = new Mistakes();
        for (CommandLine each : parsed.asCommandLineList()) {
            ParseResult part = each.getParseResult();
            if (part.isUsageHelpRequested() || part.isVersionHelpRequested()) {
                return new CommandLine.RunLast().execute(parsed);
            }
            part.errors().forEach(error -> mistakes.add(inOurWords(error)));
        }
        CommandLine command = parsed.asCommandLineList().getLast();
        if (command.getCommand() instanceof SubCommand sub) {
            sub.check(mistakes);
        }
        boolean top = command.getParent() == null;
        if (!mistakes.none()) {
            return Telling.of(command).told(mistakes.told(top ? "" : command.getCommandName()));
        }
        return top ? usage(command) : new CommandLine.RunLast().execute(parsed);
    }

    private static String inOurWords(Exception error) {
        return String.valueOf(error.getMessage())
                // the parser lists a value by its constant's name too
                .replaceAll("[A-Z_]{2,}, (?=[a-z-]+[,\\]])", "")
                .replace(" (case-sensitive)", "")
                .replaceFirst("^Unmatched arguments? (at|from) index \\d+: ", "not understood: ");
    }

    /** How a failure is told: as the user reads everything else of this command. */
    private record Telling(boolean json) {

        private static final Pattern PASSWORD_IN_URL = Pattern.compile("(\\b[a-z]+://[^\\s:/@]*:)\\S*@");

        static Telling of(CommandLine command) {
            return new Telling(command.getCommand() instanceof SubCommand sub
                    && sub.logging().json());
        }

        int told(Exception failure) {
            OscException known = switch (failure) {
                case OscException osc -> osc;
                case InterruptedException stopped ->
                    new OscException(ExitCode.ABORTED, "stopped", "nothing is left behind", stopped);
                default -> internal(failure);
            };
            if (json) {
                Logging.start(Logging.Format.JSON, false);
                LoggerFactory.getLogger("osc")
                        .error(
                                "{}; next: {} (exit code {})",
                                masked(String.valueOf(known.getMessage())),
                                masked(known.nextStep()),
                                known.code().number());
            } else {
                System.err.println("osc: " + Terminal.printable(masked(String.valueOf(known.getMessage()))));
                System.err.println("  " + Terminal.printable(masked(known.nextStep())));
            }
            return known.code().number();
        }

        /** A URL may have been typed where none belongs, and is told again as a part of what was not understood. */
        private static String masked(String text) {
            return PASSWORD_IN_URL.matcher(text).replaceAll("$1***@");
        }

        private static OscException internal(Exception failure) {
            LoggerFactory.getLogger(Main.class).debug("the details", failure);
            return new OscException(
                    ExitCode.INTERNAL,
                    "an error in osc itself: " + failure,
                    "please report it, with what the same command says with --verbose",
                    failure);
        }
    }
}
