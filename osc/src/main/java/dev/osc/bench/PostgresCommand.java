// SPDX-License-Identifier: Apache-2.0
package dev.osc.bench;

import dev.osc.demo.ServerHome;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
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
                "Rebuilds a table on a PostgreSQL server of its own: the server itself, pg_repack and osc in turns.",
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

    @Option(names = "--only", paramLabel = "CONTESTANT", split = ",", description = "Some of these.")
    List<Contestant> only = Contestant.OF_POSTGRESQL;

    @Override
    public Integer call() throws SQLException, InterruptedException, IOException {
        PostgresGround ground =
                new PostgresGround(home == null ? ServerHome.of(server) : home.toAbsolutePath(), relaxed);
        List<Contestant> contestants = new ArrayList<>(only);
        if (!ground.hasRepack() && contestants.remove(Contestant.PG_REPACK)) {
            System.out.println("pg_repack does not take part: there is none in " + ground.home() + "/bin");
        }
        course.run(
                ground,
                (home == null ? server : home) + (relaxed ? ", commits need not wait for the disk" : ""),
                rows,
                contestants,
                List.of(new Course.Aim(Contestant.REWRITE, 1.0), new Course.Aim(Contestant.PG_REPACK, 1.2)));
        return 0;
    }
}
