// SPDX-License-Identifier: Apache-2.0
package dev.osc.bench.course.memory;

import dev.osc.bench.course.CourseServer;
import dev.osc.bench.course.Figures;
import dev.osc.bench.course.NumberedTable;
import dev.osc.bench.course.ServerOptions;
import dev.osc.bench.load.Load;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bin/bench memory}. */
@Command(
        name = "memory",
        description =
                "The most memory that osc holds: of a run under load, and of one whose pending keys fill their room.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
public final class MemoryCommand implements Callable<Integer> {

    enum Part {
        ROWS,
        PENDING
    }

    @Mixin
    ServerOptions options = new ServerOptions();

    @Option(names = "--rows", paramLabel = "N", description = "Rows of the table under load.")
    int rows = 2_000_000;

    @Option(names = "--tps", paramLabel = "N", description = "Transactions a second of the load, 19 statements each.")
    int tps = 120;

    @Option(names = "--threads", paramLabel = "N", description = "Sessions of the load.")
    int threads = 8;

    @Option(names = "--seconds", paramLabel = "N", description = "How long it follows the load before it swaps.")
    int seconds = 60;

    @Option(
            names = "--pending",
            paramLabel = "N",
            description = "Rows that are changed, each once, while it is paused.")
    long pending = 2_000_000;

    @Option(names = "--key", paramLabel = "KEY", description = "Of those rows: integer, composite or text.")
    NumberedTable.Key key = NumberedTable.Key.INTEGER;

    @Option(names = "--only", paramLabel = "PART", split = ",", description = "rows, pending.")
    List<Part> only = List.of(Part.values());

    @Override
    public Integer call() throws SQLException, InterruptedException, IOException {
        Figures figures = new Figures("memory: " + options.title());
        try (CourseServer server = CourseServer.start(options)) {
            for (Part part : only) {
                switch (part) {
                    case ROWS ->
                        new UnderLoad(
                                        server,
                                        options,
                                        rows,
                                        new Load.Rate(tps, threads, true),
                                        Duration.ofSeconds(seconds))
                                .run(figures);
                    case PENDING -> new FullRoom(server, options, key, pending).run(figures);
                }
            }
        }
        options.tell(figures);
        return 0;
    }
}
