// SPDX-License-Identifier: Apache-2.0
package dev.osc.bench;

import dev.osc.bench.peer.Peers;
import dev.osc.bench.peer.PgRepack;
import dev.osc.demo.ServerHome;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bin/bench postgresql}. */
@Command(
        name = "postgresql",
        description =
                "Rebuilds a table on a PostgreSQL server of its own: the server itself, other tools, and osc in turns.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
public final class PostgresCommand implements Callable<Integer> {

    @Mixin
    CourseOptions course = new CourseOptions();

    @Option(names = "--rows", paramLabel = "N", description = "Rows of the table.")
    int rows = 2_000_000;

    @Option(names = "--relaxed", description = "Commits need not wait for the disk (synchronous_commit off).")
    boolean relaxed;

    @Option(names = "--server", paramLabel = "NAME", description = "The server, as bin/server calls it.")
    String server = "postgresql-18";

    @Option(
            names = "--home",
            paramLabel = "FOLDER",
            description = "Or a folder with the bin and lib of an installed one (links will do; a template of its data"
                    + " goes there, too). pg_repack takes part where that bin has it.")
    @Nullable
    Path home;

    @Override
    public Integer call() throws SQLException, InterruptedException, IOException {
        PostgresGround ground =
                new PostgresGround(home == null ? ServerHome.of(server) : home.toAbsolutePath(), relaxed);
        ground.repack().ifPresent(program -> course.peers.putIfAbsent(PgRepack.NAME, program));
        course.run(
                ground,
                (home == null ? server : home.getFileName()) + (relaxed ? ", commits need not wait for the disk" : ""),
                rows,
                course.entries(
                        PostgresGround.own(),
                        Peers.OF_POSTGRESQL,
                        ground.alter(),
                        List.of(OscRebuild.entry(Contestant.OSC, "osc", false, ground.alter(), course.oscOptions))),
                List.of(
                        new Course.Aim(Contestant.OSC, PostgresGround.REWRITE, 1.2),
                        new Course.Aim(Contestant.OSC, PgRepack.NAME, 1.3)));
        return 0;
    }
}
