// SPDX-License-Identifier: Apache-2.0
package dev.osc.bench.course.cutover;

import dev.osc.bench.course.CourseServer;
import dev.osc.bench.course.ServerOptions;
import dev.osc.bench.load.Load;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bin/bench cutover}. */
@Command(
        name = "cutover",
        description = "Changes a table many times under load: how long is each cut-over felt?",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
public final class CutoverCommand implements Callable<Integer> {

    @Mixin
    ServerOptions options = new ServerOptions();

    @Option(names = "--count", paramLabel = "N", description = "Changes, one after the other.")
    int count = 100;

    @Option(names = "--rows", paramLabel = "N", description = "Rows of the table.")
    int rows = 100_000;

    @Option(names = "--tps", paramLabel = "N", description = "Transactions a second of the load, 19 statements each.")
    int tps = 120;

    @Option(names = "--threads", paramLabel = "N", description = "Sessions of the load.")
    int threads = 8;

    @Option(names = "--before", paramLabel = "SECONDS", description = "How long the load runs before the first change.")
    int before = 10;

    @Override
    public Integer call() throws SQLException, InterruptedException, IOException {
        try (CourseServer server = CourseServer.start(options)) {
            CutoverCourse course = new CutoverCourse(
                    server, options, rows, count, new Load.Rate(tps, threads, true), Duration.ofSeconds(before));
            options.tell(course.run());
        }
        return 0;
    }
}
