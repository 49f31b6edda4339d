// SPDX-License-Identifier: Apache-2.0
package dev.osc.bench.course.scale;

import dev.osc.bench.OscProcess;
import dev.osc.bench.course.CourseServer;
import dev.osc.bench.course.Figures;
import dev.osc.bench.course.NumberedTable;
import dev.osc.bench.course.ServerOptions;
import dev.osc.bench.course.Steering;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;

/** One run for each size and key, on a server that nobody else uses; each table is proved, then dropped. */
record ScaleCourse(CourseServer server, ServerOptions options, List<Long> sizes, List<NumberedTable.Key> keys) {

    private static final int TEXTS = 3;
    private static final long LOOK_EVERY_MILLIS = 20;
    private static final double FLAT = 1.25;
    private static final String LINE = "%-10s %12s %9s %8s %9s %8s %9s %9s %9s %8s";

    /** One run; times are microseconds for a row. */
    private record Run(long rows, OscProcess.Ran ran, Progress progress) {

        double copy() {
            return micros("copy", "indexes");
        }

        double comparison() {
            return ran.phases().containsKey("verify") ? micros("verify", "cut-over") : 0;
        }

        private double micros(String from, String to) {
            return (ran.phase(to) - ran.phase(from)) / 1e3 / rows;
        }
    }

    Figures run() throws SQLException, InterruptedException {
        Figures figures = new Figures("scale: " + options.title());
        figures.row(LINE.formatted(
                "key",
                "rows",
                "seconds",
                "CPU osc",
                "copy us",
                "verify",
                "1st tenth",
                "2nd tenth",
                "last",
                "peak MiB"));
        for (NumberedTable.Key key : keys) {
            List<Run> runs = new ArrayList<>();
            for (long rows : sizes) {
                Run run = run(key, rows);
                runs.add(run);
                figures.row(line(key, run));
                System.out.printf(
                        "%s key, %,d rows: %.1f s, table proved%n",
                        key, rows, run.ran().seconds());
            }
            judge(figures, key.name().toLowerCase(Locale.ROOT), runs);
        }
        return figures;
    }

    private Run run(NumberedTable.Key key, long rows) throws SQLException, InterruptedException {
        NumberedTable table = new NumberedTable(options.product(), key, TEXTS);
        try (Connection filling = server.connect()) {
            table.create(filling, server.ground().sql().session(), rows);
        }
        try (Connection connection = server.connect()) {
            options.product().settle(server.ground(), connection);
            Run run = watched(rows);
            table.prove(connection, rows, 0, 0);
            NumberedTable.drop(connection);
            return run;
        }
    }

    private Run watched(long rows) throws InterruptedException {
        try (OscProcess osc = OscProcess.start(
                server.order(NumberedTable.NAME, options.product().alter(), options.with()))) {
            Steering steering = new Steering(osc);
            Progress progress = new Progress(rows);
            while (osc.isAlive()) {
                steering.status()
                        .filter(now -> now.phase().equals("copy"))
                        .ifPresent(now ->
                                progress.add(System.nanoTime(), now.rows().done()));
                TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
            }
            OscProcess.Ran ran = osc.done();
            return new Run(rows, ran, progress);
        }
    }

    private static String line(NumberedTable.Key key, Run run) {
        return LINE.formatted(
                key.name().toLowerCase(Locale.ROOT),
                "%,d".formatted(run.rows()),
                "%.1f".formatted(run.ran().seconds()),
                "%.1f".formatted(run.ran().use().cpuSeconds()),
                "%.2f".formatted(run.copy()),
                "%.2f".formatted(run.comparison()),
                micros(run.progress().microsOfTenth(0)),
                micros(run.progress().microsOfTenth(1)),
                micros(run.progress().microsOfTenth(9)),
                "%.0f".formatted(run.ran().use().peakBytes() / 1048576.0));
    }

    private static String micros(OptionalDouble found) {
        return found.isEmpty() ? "" : "%.2f".formatted(found.getAsDouble());
    }

    /** A copy that is too short has no tenths: what its largest table shows counts. */
    private static void judge(Figures figures, String key, List<Run> runs) {
        Run largest = runs.getLast();
        for (Run run : runs) {
            figures.add(
                    key + "_copy_us_" + run.rows(),
                    "%s, %,d rows: copy of a row, us".formatted(key, run.rows()),
                    run.copy());
        }
        if (runs.size() > 1) {
            double least = runs.subList(0, runs.size() - 1).stream()
                    .mapToDouble(Run::copy)
                    .min()
                    .orElseThrow();
            figures.atMost(
                    FLAT,
                    key + "_growth",
                    key + ": the largest table's copy of a row over the cheapest",
                    largest.copy() / least);
        }
        OptionalDouble second = largest.progress().microsOfTenth(1);
        OptionalDouble last = largest.progress().microsOfTenth(9);
        if (second.isPresent() && last.isPresent()) {
            figures.atMost(
                    FLAT,
                    key + "_position",
                    key + ": its last tenth over its second",
                    last.getAsDouble() / second.getAsDouble());
        }
    }
}
