// SPDX-License-Identifier: Apache-2.0
package dev.osc.bench;

import dev.osc.demo.LocalMySql;
import dev.osc.demo.LocalServer;
import dev.osc.demo.ServerHome;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bin/bench mysql}. */
@Command(
        name = "mysql",
        description = "Rebuilds a table on a MySQL server of its own: the server's ALTER TABLE and osc in turns.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
final class MySqlCommand implements Callable<Integer> {

    @Option(names = "--rows", paramLabel = "N", description = "Rows of the table.")
    int rows = 1_000_000;

    @Option(names = "--rounds", paramLabel = "N", description = "How often each contestant runs.")
    int rounds = 3;

    @Option(names = "--tps", paramLabel = "N", description = "Transactions a second of the load, 19 statements each.")
    int tps = 120;

    @Option(names = "--threads", paramLabel = "N", description = "Sessions of the load.")
    int threads = 8;

    @Option(names = "--before", paramLabel = "SECONDS", description = "How long the load runs before osc starts.")
    int before = 10;

    @Option(names = "--relaxed", description = "Commits need not reach the disk (flush_log 2, sync_binlog 0).")
    boolean relaxed;

    @Option(names = "--gtid", description = "A server with GTIDs.")
    boolean gtids;

    @Option(names = "--server", paramLabel = "NAME", description = "The server, as bin/server calls it.")
    String server = "mysql-8.0.15";

    @Option(names = "--only", paramLabel = "CONTESTANT", split = ",", description = "Of ${COMPLETION-CANDIDATES}.")
    List<Contestant> only = List.of(Contestant.values());

    @Option(names = "--json", paramLabel = "FILE", description = "Also write every figure of every round there.")
    @Nullable
    Path json;

    @Parameters(paramLabel = "-- OPTION", description = "More options for osc run.", arity = "0..*")
    List<String> oscOptions = new ArrayList<>();

    @Override
    public Integer call() throws SQLException, InterruptedException, IOException {
        Course course = new Course(
                server, relaxed, gtids, rows, rounds, tps, threads, Duration.ofSeconds(before), only, oscOptions);
        Result result;
        try (LocalServer running = LocalMySql.startTemporary(ServerHome.of(server), course.serverOptions())) {
            result = new Rounds(course, running, System.out).run();
        }
        System.out.print(ResultTable.of(result));
        if (json != null) {
            ResultJson.write(result, json);
        }
        return 0;
    }
}
