// SPDX-License-Identifier: Apache-2.0
package dev.osc.bench;

import dev.osc.bench.load.Load;
import dev.osc.bench.load.Samples;
import java.util.EnumMap;
import java.util.Map;

/** The figures of one run of one contestant. A figure that it does not have is absent. */
record Measured(Map<Figure, Double> figures) {

    /** What is measured, with its unit. */
    enum Figure {
        SECONDS("seconds"),
        ROWS_A_SECOND("rows_per_second"),
        COPY_SECONDS("copy_phase_seconds"),
        SERVER_CPU("server_cpu_seconds"),
        OSC_CPU("osc_cpu_seconds"),
        OSC_PEAK("osc_peak_mib"),
        TX_P50_BEFORE("transaction_p50_before_ms"),
        TX_P99_BEFORE("transaction_p99_before_ms"),
        TX_P50_DURING("transaction_p50_during_ms"),
        TX_P99_DURING("transaction_p99_during_ms"),
        STATEMENT_P50_BEFORE("statement_p50_before_ms"),
        STATEMENT_P99_BEFORE("statement_p99_before_ms"),
        STATEMENT_P50_DURING("statement_p50_during_ms"),
        STATEMENT_P99_DURING("statement_p99_during_ms"),
        STALL_BEFORE("longest_statement_before_ms"),
        STALL_DURING("longest_statement_during_ms"),
        STALL_CUT_OVER("longest_statement_cut_over_ms"),
        TURNED_AWAY_BEFORE("transactions_turned_away_before"),
        TURNED_AWAY_DURING("transactions_turned_away_during");

        private final String json;

        Figure(String json) {
            this.json = json;
        }

        String json() {
            return json;
        }
    }

    static Measured of(double seconds, int rows, double serverCpu) {
        Map<Figure, Double> figures = new EnumMap<>(Figure.class);
        figures.put(Figure.SECONDS, seconds);
        figures.put(Figure.ROWS_A_SECOND, rows / seconds);
        figures.put(Figure.SERVER_CPU, serverCpu);
        return new Measured(figures);
    }

    Measured with(OscProcess.Ran ran) {
        Map<Figure, Double> more = new EnumMap<>(figures);
        more.put(Figure.COPY_SECONDS, (ran.phase("catch-up") - ran.phase("copy")) / 1e9);
        more.put(Figure.OSC_CPU, ran.use().cpuSeconds());
        more.put(Figure.OSC_PEAK, ran.use().peakBytes() / 1048576.0);
        return new Measured(more);
    }

    Measured with(Load load, Spans spans) {
        Map<Figure, Double> more = new EnumMap<>(figures);
        Samples.Window before = load.transactions(spans.quietFrom(), spans.began());
        Samples.Window during = load.transactions(spans.began(), spans.cutOver());
        more.put(Figure.TX_P50_BEFORE, before.percentile(50));
        more.put(Figure.TX_P99_BEFORE, before.percentile(99));
        more.put(Figure.TX_P50_DURING, during.percentile(50));
        more.put(Figure.TX_P99_DURING, during.percentile(99));
        Samples.Window quiet = load.statements(spans.quietFrom(), spans.began());
        Samples.Window busy = load.statements(spans.began(), spans.cutOver());
        more.put(Figure.STATEMENT_P50_BEFORE, quiet.percentile(50));
        more.put(Figure.STATEMENT_P99_BEFORE, quiet.percentile(99));
        more.put(Figure.STATEMENT_P50_DURING, busy.percentile(50));
        more.put(Figure.STATEMENT_P99_DURING, busy.percentile(99));
        more.put(Figure.STALL_BEFORE, quiet.longest());
        more.put(Figure.STALL_DURING, busy.longest());
        more.put(
                Figure.STALL_CUT_OVER,
                load.statements(spans.cutOver(), spans.after()).longest());
        more.put(Figure.TURNED_AWAY_BEFORE, (double) load.turnedAway(spans.quietFrom(), spans.began()));
        more.put(Figure.TURNED_AWAY_DURING, (double) load.turnedAway(spans.began(), spans.after()));
        return new Measured(more);
    }

    /** The moments of a run under load: the quiet span's start, osc's start, its cut-over's start, and a second after its end. */
    record Spans(long quietFrom, long began, long cutOver, long after) {}
}
