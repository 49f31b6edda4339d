// SPDX-License-Identifier: Apache-2.0
package dev.osc.bench;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bin/bench mysql}. */
@Command(
        name = "mysql",
        description = "Rebuilds a table on a MySQL server of its own: the server's ALTER TABLE and osc in turns.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
public final class MySqlCommand implements Callable<Integer> {

    @Mixin
    CourseOptions course = new CourseOptions();

    @Option(names = "--rows", paramLabel = "N", description = "Rows of the table.")
    int rows = 1_000_000;

    @Option(names = "--relaxed", description = "Commits need not reach the disk (flush_log 2, sync_binlog 0).")
    boolean relaxed;

    @Option(names = "--gtid", description = "A server with GTIDs.")
    boolean gtids;

    @Option(names = "--server", paramLabel = "NAME", description = "The server, as bin/server calls it.")
    String server = "mysql-8.0.15";

    @Option(names = "--only", paramLabel = "CONTESTANT", split = ",", description = "Some of these.")
    List<Contestant> only = Contestant.OF_MYSQL;

    @Override
    public Integer call() throws SQLException, InterruptedException, IOException {
        course.run(
                new MySqlGround(server, relaxed, gtids),
                server + (relaxed ? ", commits need not reach the disk" : "") + (gtids ? ", GTIDs" : ""),
                rows,
                only,
                List.of(new Course.Aim(Contestant.COPY, 1.2)));
        return 0;
    }
}
