// SPDX-License-Identifier: Apache-2.0
package dev.osc.bench.cli;

import dev.osc.bench.MySqlCommand;
import dev.osc.bench.PictureCommand;
import dev.osc.bench.PostgresCommand;
import dev.osc.bench.TableCommand;
import dev.osc.bench.course.cutover.CutoverCommand;
import dev.osc.bench.course.memory.MemoryCommand;
import dev.osc.bench.course.process.ProcessCommand;
import dev.osc.bench.course.replay.ReplayCommand;
import dev.osc.bench.course.scale.ScaleCommand;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The process that {@code bin/bench} starts. */
@Command(
        name = "bench",
        description = "Measures osc: against the server's own ALTER TABLE and its like, and by itself.",
        mixinStandardHelpOptions = true,
        subcommands = {
            MySqlCommand.class,
            PostgresCommand.class,
            CutoverCommand.class,
            MemoryCommand.class,
            ScaleCommand.class,
            ReplayCommand.class,
            ProcessCommand.class,
            PictureCommand.class,
            TableCommand.class
        })
public final class Bench {

    private static final int BROKEN = 1;

    private Bench() {}

    public static void main(String[] arguments) {
        Locale.setDefault(Locale.ROOT);
        CommandLine line = new CommandLine(new Bench());
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setExecutionExceptionHandler((failure, _, _) -> {
            System.err.println("bin/bench: a broken run, nothing is measured: " + failure.getMessage());
            failure.printStackTrace();
            return BROKEN;
        });
        if (arguments.length == 0) {
            line.usage(System.err);
            System.exit(CommandLine.ExitCode.USAGE);
        }
        System.exit(line.execute(arguments));
    }
}
