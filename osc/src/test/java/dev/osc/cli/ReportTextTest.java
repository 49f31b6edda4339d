// SPDX-License-Identifier: Apache-2.0
package dev.osc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.osc.run.Report;
import dev.osc.schema.TableName;
import dev.osc.verify.Verdict;
import dev.osc.verify.VerifyReport;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ReportTextTest {

    private static final TableName ORDERS = new TableName("shop", "orders");

    @Test
    void ofAChangeInPlace() {
        assertThat(ReportText.of(new Report.Direct(ORDERS, List.of("ALTER TABLE …"), Duration.ofMillis(120))))
                .isEqualTo("""
                        done: shop.orders changed in place in 0.1 s by the server itself
                          ALTER TABLE …""");
    }

    @Test
    void ofNothing() {
        assertThat(ReportText.of(new Report.Direct(ORDERS, List.of(), Duration.ofMillis(120))))
                .isEqualTo("done: nothing was to be changed of shop.orders");
    }

    @Test
    void ofASwap() {
        var report = new Report.Swapped(
                ORDERS,
                ORDERS.retired(),
                1_200_000,
                34_567,
                20_001,
                Duration.ofSeconds(8),
                new VerifyReport(
                        ORDERS,
                        ORDERS.shadow(),
                        1_200_000,
                        Duration.ofSeconds(2),
                        new Verdict(7, 1, List.of(), List.of(), true),
                        List.of("column now")),
                Duration.ofMillis(31),
                Duration.ofSeconds(75),
                List.of());

        assertThat(ReportText.of(report)).isEqualTo("""
                        done: shop.orders changed in 1 min 15 s
                          1,200,000 rows copied in 8.0 s (150,000/s)
                          34,567 changes of rows replayed: 20,001 rows brought up to date
                          verified: 1,200,000 rows compared in 2.0 s (600,000/s), all equal, but 1 that changed at every look
                          NOT COMPARED: column now
                          writers blocked for 31 ms at the cut-over
                          the table as it was is kept as shop.orders_osc_old; when you no longer need it
                          'osc cleanup --drop-retired --table orders' with the same --url drops it""");
    }

    @Test
    void ofAnEmptyTable() {
        var report = new Report.Swapped(
                ORDERS,
                ORDERS.retired(),
                0,
                0,
                0,
                Duration.ZERO,
                null,
                Duration.ZERO,
                Duration.ofMillis(900),
                List.of("a foreign key"));

        assertThat(ReportText.of(report))
                .contains("0 rows copied in 0.0 s (0/s)", "not verified (--no-verify)")
                .endsWith("\n  NOT DONE: a foreign key");
    }
}
