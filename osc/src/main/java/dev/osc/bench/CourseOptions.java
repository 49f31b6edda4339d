// SPDX-License-Identifier: Apache-2.0
package dev.osc.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options of every course. */
final class CourseOptions {

    @Option(names = "--rounds", paramLabel = "N", description = "How often each contestant runs.")
    int rounds = 3;

    @Option(names = "--tps", paramLabel = "N", description = "Transactions a second of the load, 19 statements each.")
    int tps = 120;

    @Option(names = "--threads", paramLabel = "N", description = "Sessions of the load.")
    int threads = 8;

    @Option(names = "--before", paramLabel = "SECONDS", description = "How long the load runs before osc starts.")
    int before = 10;

    @Option(names = "--json", paramLabel = "FILE", description = "Also write every figure of every round there.")
    @Nullable
    Path json;

    @Parameters(paramLabel = "-- OPTION", description = "More options for osc run.", arity = "0..*")
    List<String> oscOptions = new ArrayList<>();

    /** Runs it on that ground and tells the figures. */
    void run(Ground ground, String server, int rows, List<Contestant> contestants, List<Course.Aim> aims)
            throws SQLException, InterruptedException, IOException {
        Course course = new Course(
                server, rows, rounds, tps, threads, Duration.ofSeconds(before), contestants, aims, oscOptions);
        Result result;
        try (var running = ground.start()) {
            result = new Rounds(course, ground, running, System.out).run();
        }
        System.out.print(ResultTable.of(result));
        if (json != null) {
            ResultJson.write(result, json);
        }
    }
}
