// SPDX-License-Identifier: Apache-2.0
package dev.osc.bench.course.replay;

import dev.osc.bench.course.CourseServer;
import dev.osc.bench.course.Figures;
import dev.osc.bench.course.ServerOptions;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bin/bench replay}. */
@Command(
        name = "replay",
        description = "How fast osc reads, collapses and applies changes, and whether it catches up with busy writers.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
public final class ReplayCommand implements Callable<Integer> {

    enum Part {
        DISTINCT,
        HOT,
        DECODE,
        CATCH_UP
    }

    @Mixin
    ServerOptions options = new ServerOptions();

    @Option(names = "--rows", paramLabel = "N", description = "Rows that are changed once each.")
    int rows = 400_000;

    @Option(names = "--hot", paramLabel = "N", description = "Rows that are changed again and again.")
    int hot = 1000;

    @Option(names = "--events", paramLabel = "N", description = "Changes of those.")
    int events = 2_000_000;

    @Option(names = "--wide", paramLabel = "N", description = "Rows of 30 columns, 1 KB.")
    int wide = 100_000;

    @Option(names = "--times", paramLabel = "N", description = "How often each of those is changed.")
    int times = 10;

    @Option(names = "--writers-rows", paramLabel = "N", description = "Rows of the table that writers keep changing.")
    int writersRows = 1_000_000;

    @Option(names = "--writers", paramLabel = "N", description = "Sessions that write.")
    int writers = 8;

    @Option(names = "--share", paramLabel = "PERCENT", description = "Of what the server alone can take.")
    int share = 80;

    @Option(names = "--reads", description = "Those transactions read before they write, as sysbench's OLTP does.")
    boolean reads;

    @Option(
            names = "--alone",
            paramLabel = "SECONDS",
            description = "How long it is tried what the server alone can take.")
    int alone = 10;

    @Option(
            names = "--within",
            paramLabel = "SECONDS",
            description = "osc has caught up by then, or has not converged.")
    int within = 900;

    @Option(names = "--only", paramLabel = "PART", split = ",", description = "distinct, hot, decode, catch_up.")
    List<Part> only = List.of(Part.values());

    @Override
    public Integer call() throws SQLException, InterruptedException, IOException {
        Figures figures = new Figures("replay: " + options.title());
        for (Part part : only) {
            try (CourseServer server = CourseServer.start(options)) {
                switch (part) {
                    case DISTINCT -> new Distinct(server, options, rows).run(figures);
                    case HOT -> Backlog.hot(server, options, hot, events).run(figures);
                    case DECODE -> Backlog.decode(server, options, wide, times).run(figures);
                    case CATCH_UP ->
                        new CatchUp(server, options, writersRows, new CatchUp.Writers(writers, share, reads))
                                .run(figures, Duration.ofSeconds(alone), Duration.ofSeconds(within));
                }
            }
        }
        options.tell(figures);
        return 0;
    }
}
