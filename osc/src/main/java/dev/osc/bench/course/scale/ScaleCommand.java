// SPDX-License-Identifier: Apache-2.0
package dev.osc.bench.course.scale;

import dev.osc.bench.course.CourseServer;
import dev.osc.bench.course.NumberedTable;
import dev.osc.bench.course.ServerOptions;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bin/bench scale}. */
@Command(
        name = "scale",
        description =
                "The time that osc takes for a row, over sizes of tables, kinds of keys, and the course of a copy.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
public final class ScaleCommand implements Callable<Integer> {

    @Mixin
    ServerOptions options = new ServerOptions();

    @Option(names = "--from", paramLabel = "N", description = "Rows of the smallest table.")
    long from = 100_000;

    @Option(names = "--to", paramLabel = "N", description = "Rows of the largest.")
    long to = 20_000_000;

    @Option(names = "--factor", paramLabel = "N", description = "How many times as large each is as the one before.")
    int factor = 10;

    @Option(names = "--keys", paramLabel = "KEY", split = ",", description = "Of integer, composite, text.")
    List<NumberedTable.Key> keys = List.of(NumberedTable.Key.values());

    @Override
    public Integer call() throws SQLException, InterruptedException, IOException {
        try (CourseServer server = CourseServer.start(options)) {
            options.tell(new ScaleCourse(server, options, sizes(), keys).run());
        }
        return 0;
    }

    private List<Long> sizes() {
        if (from < 1 || factor < 2) {
            throw new IllegalArgumentException("--from is at least 1, --factor at least 2");
        }
        List<Long> sizes = new ArrayList<>();
        for (long size = from; size < to; size *= factor) {
            sizes.add(size);
        }
        sizes.add(to);
        return sizes;
    }
}
