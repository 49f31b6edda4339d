// SPDX-License-Identifier: Apache-2.0
package dev.osc.bench.course.process;

import dev.osc.bench.OscProcess;
import dev.osc.bench.course.CourseServer;
import dev.osc.bench.course.Figures;
import dev.osc.bench.course.NumberedTable;
import dev.osc.bench.course.Product;
import dev.osc.bench.course.ServerOptions;
import dev.osc.bench.load.BrokenRunException;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bin/bench process}. */
@Command(
        name = "process",
        description = "How long osc --version takes, and osc run on a table of one row, on both products.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
public final class ProcessCommand implements Callable<Integer> {

    @Mixin
    ServerOptions options = new ServerOptions();

    @Option(names = "--rounds", paramLabel = "N", description = "How often each is run.")
    int rounds = 7;

    @Option(
            names = "--only",
            paramLabel = "PRODUCT",
            split = ",",
            description = "mysql, postgresql: without --server both, one after the other.")
    List<Product> only = List.of(Product.values());

    @Override
    public Integer call() throws SQLException, InterruptedException, IOException {
        Figures figures = new Figures("process: the median of " + rounds);
        List<Double> versions = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            versions.add(version());
        }
        figures.atMost(150, "version_ms", "osc --version, ms", Figures.percentile(50, versions))
                .series("version_ms", versions);
        for (ServerOptions each : options.each(only)) {
            run(figures, each);
        }
        options.tell(figures);
        return 0;
    }

    private static double version() throws InterruptedException, IOException {
        long began = System.nanoTime();
        Process process = OscProcess.prepared(List.of(OscProcess.program().toString(), "--version"))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        if (process.waitFor() != 0) {
            throw new BrokenRunException("osc --version ended with exit code " + process.exitValue());
        }
        return (System.nanoTime() - began) / 1e6;
    }

    private void run(Figures figures, ServerOptions on) throws SQLException, InterruptedException {
        NumberedTable table = new NumberedTable(on.product(), NumberedTable.Key.INTEGER, 1);
        List<Double> runs = new ArrayList<>();
        List<Double> cpu = new ArrayList<>();
        try (CourseServer server = CourseServer.start(on);
                Connection connection = server.connect()) {
            for (int i = 0; i < rounds; i++) {
                table.create(connection, List.of(), 1);
                OscProcess.Ran ran = OscProcess.run(
                        server.order(NumberedTable.NAME, on.product().alter(), on.with()));
                table.prove(connection, 1, 0, 0);
                NumberedTable.drop(connection);
                runs.add(ran.seconds() * 1000);
                cpu.add(ran.use().cpuSeconds() * 1000);
            }
        }
        String name = on.product().name().toLowerCase(Locale.ROOT);
        figures.atMost(
                        1500,
                        name + "_run_ms",
                        "osc run of one row, " + on.title() + ", ms",
                        Figures.percentile(50, runs))
                .add(name + "_cpu_ms", "  processor time of osc, ms", Figures.percentile(50, cpu))
                .series(name + "_run_ms", runs);
    }
}
