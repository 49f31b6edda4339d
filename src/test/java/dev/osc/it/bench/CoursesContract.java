// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.osc.it.servers.Product;
import dev.osc.it.servers.TestServers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Each course of {@code bin/bench}, tiny: it ends well, and tells what it is there for. How fast that was is no test's concern. */
abstract class CoursesContract {

    private static final String[] SMALL_LOAD = {"--rows", "2000", "--tps", "20", "--threads", "2"};

    private final Product product;

    CoursesContract(Product product) {
        this.product = product;
    }

    @Test
    void cutOversAreToldByOscAndFeltByTheLoad() throws IOException, InterruptedException {
        var run = done("cutover", SMALL_LOAD, "--count", "2", "--before", "1");

        assertThat(run.json().path("series").path("blocked_ms")).hasSize(2);
        assertThat(run.json().path("series").path("longest_statement_ms"))
                .hasSize(2)
                .allSatisfy(longest -> assertThat(longest.asDouble()).isPositive());
        assertThat(run.said()).contains("aim <= 50", "aim <= 150");
    }

    @Test
    void memoryIsTheProcesss() throws IOException, InterruptedException {
        var run = done("memory", SMALL_LOAD, "--seconds", "1", "--pending", "3000");

        assertThat(run.figure("peak_mib")).isBetween(20.0, 1000.0);
        assertThat(run.figure("growth")).isPositive();
        assertThat(run.figure("pending_keys")).isEqualTo(3000);
        assertThat(run.figure("pending_peak_mib")).isGreaterThanOrEqualTo(run.figure("before_mib"));
    }

    @Test
    void everySizeAndKeyIsMeasured() throws IOException, InterruptedException {
        var run = done("scale", new String[] {}, "--from", "100", "--to", "1000", "--keys", "composite,text");

        assertThat(List.of("composite_copy_us_100", "composite_copy_us_1000", "text_copy_us_1000", "text_growth"))
                .allSatisfy(name -> assertThat(run.figure(name)).isPositive());
    }

    @Test
    void changesAreCountedAndTimed() throws IOException, InterruptedException {
        var run = done(
                "replay",
                new String[] {"--only", "distinct,hot,decode", "--rows", "3000"},
                "--hot",
                "20",
                "--events",
                "2000",
                "--wide",
                "300",
                "--times",
                "2");

        assertThat(run.figure("distinct_pending")).isEqualTo(3000);
        assertThat(run.figure("hot_changes")).isEqualTo(2000);
        assertThat(run.figure("decode_changes")).isEqualTo(600);
        assertThat(run.figure("decode_pending")).isEqualTo(300);
        assertThat(List.of("distinct_rows_per_second", "hot_per_second", "decode_per_second"))
                .allSatisfy(name -> assertThat(run.figure(name)).isPositive());
    }

    @Test
    void writersAreCaughtUpWith() throws IOException, InterruptedException {
        var run = done(
                "replay",
                new String[] {"--only", "catch_up", "--writers-rows", "2000"},
                "--writers",
                "2",
                "--share",
                "10",
                "--alone",
                "1");

        assertThat(run.figure("converged")).isEqualTo(1);
        assertThat(run.figure("alone_tps")).isGreaterThan(run.figure("writers_tps"));
        assertThat(run.figure("copy_rows_per_second")).isPositive();
    }

    @Test
    void theProcessIsTimed() throws IOException, InterruptedException {
        var run = done("process", new String[] {}, "--rounds", "1");

        assertThat(run.figure("version_ms")).isPositive();
        assertThat(run.figure(product.name().toLowerCase(Locale.ROOT) + "_run_ms"))
                .isGreaterThan(0);
    }

    @Test
    void noFigureOfABrokenRun() throws IOException, InterruptedException {
        var run = BenchRun.of("process", "--server", server(), "--rounds", "1", "--", "--no-such-option");

        assertThat(run.exitCode()).as(run.said()).isEqualTo(1);
        assertThat(run.said()).contains("a broken run", "--no-such-option").doesNotContain("osc run of one row");
        assertThat(run.json().isMissingNode()).isTrue();
    }

    private BenchRun done(String course, String[] some, String... more) throws IOException, InterruptedException {
        var arguments = new ArrayList<>(List.of("--server", server()));
        arguments.addAll(List.of(some));
        arguments.addAll(List.of(more));
        var run = BenchRun.of(course, arguments.toArray(String[]::new));
        assertThat(run.exitCode()).as(run.said()).isZero();
        return run;
    }

    /** The first of the product's own: its relatives have no course. */
    private String server() {
        var own = TestServers.matrix(product).stream()
                .filter(name -> name.startsWith(product.name().toLowerCase(Locale.ROOT) + "-"))
                .toList();
        assumeThat(own).isNotEmpty();
        return own.getFirst();
    }
}
