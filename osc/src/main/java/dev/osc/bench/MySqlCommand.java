// SPDX-License-Identifier: Apache-2.0
package dev.osc.bench;

import dev.osc.bench.peer.Peers;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bin/bench mysql}. */
@Command(
        name = "mysql",
        description =
                "Rebuilds a table on a MySQL server of its own: the server's ALTER TABLE, other tools, and osc in turns.",
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

    @Override
    public Integer call() throws SQLException, InterruptedException, IOException {
        MySqlGround ground = new MySqlGround(server, relaxed, gtids);
        List<String> kept = new ArrayList<>(course.oscOptions);
        kept.addAll(List.of("--defer-indexes", "never"));
        List<Entry> osc = List.of(
                OscRebuild.entry("osc-indexes-kept", "osc, --defer-indexes never", false, ground.alter(), kept),
                OscRebuild.entry(Contestant.OSC, "osc", false, ground.alter(), course.oscOptions));
        course.run(
                ground,
                server + (relaxed ? ", commits need not reach the disk" : "") + (gtids ? ", GTIDs" : ""),
                rows,
                course.entries(MySqlGround.own(), Peers.OF_MYSQL, ground.alter(), osc),
                List.of(
                        new Course.Aim(Contestant.OSC, MySqlGround.COPY, 1.5),
                        new Course.Aim(Contestant.OSC, MySqlGround.INPLACE, 0.9)));
        return 0;
    }
}
