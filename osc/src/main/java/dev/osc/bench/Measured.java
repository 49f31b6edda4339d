// SPDX-License-Identifier: Apache-2.0
package dev.osc.bench;

import dev.osc.bench.load.Load;
import dev.osc.bench.load.Samples;
import java.util.EnumMap;
import java.util.Map;

/**
 * The figures of one run of one contestant. A figure that it does not have is absent.
 *
 * @param round the first is 1
 * @param errors how many transactions of the load the server turned away from the contestant's start on, by its code
 * @param note what a reader should know of this run; mostly empty
 */
record Measured(int round, Map<Figure, Double> figures, Map<String, Integer> errors, String note) {

    /** What is measured, with its unit. "During" is from the contestant's start to its end, its cut-over included. */
    enum Figure {
        SECONDS("seconds"),
        ROWS_A_SECOND("rows_per_second"),
        COPY_SECONDS("copy_phase_seconds"),
        SERVER_CPU("server_cpu_seconds"),
        OWN_CPU("own_cpu_seconds"),
        OWN_PEAK("own_peak_mib"),
        TX_P50_BEFORE("transaction_p50_before_ms"),
        TX_P99_BEFORE("transaction_p99_before_ms"),
        TX_P50_DURING("transaction_p50_during_ms"),
        TX_P99_DURING("transaction_p99_during_ms"),
        WORST_SECOND_BEFORE("worst_second_p99_before_ms"),
        WORST_SECOND("worst_second_p99_ms"),
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

    static Measured of(int round, Rebuild.Done done, int rows, double serverCpu) {
        Map<Figure, Double> figures = new EnumMap<>(Figure.class);
        figures.put(Figure.SECONDS, done.seconds());
        figures.put(Figure.ROWS_A_SECOND, rows / done.seconds());
        figures.put(Figure.SERVER_CPU, serverCpu);
        done.copySeconds().ifPresent(seconds -> figures.put(Figure.COPY_SECONDS, seconds));
        done.use().ifPresent(use -> {
            figures.put(Figure.OWN_CPU, use.cpuSeconds());
            figures.put(Figure.OWN_PEAK, use.peakBytes() / 1048576.0);
        });
        return new Measured(round, figures, Map.of(), done.note());
    }

    /**
     * Adds what the load has seen.
     *
     * @param quietFrom when the load had warmed up
     * @param after a second after the contestant's end, or later
     */
    Measured with(Load load, Rebuild.Done done, long quietFrom, long after) {
        Map<Figure, Double> more = new EnumMap<>(figures);
        Samples.Window before = load.transactions(quietFrom, done.began());
        Samples.Window during = load.transactions(done.began(), done.ended());
        more.put(Figure.TX_P50_BEFORE, before.percentile(50));
        more.put(Figure.TX_P99_BEFORE, before.percentile(99));
        more.put(Figure.TX_P50_DURING, during.percentile(50));
        more.put(Figure.TX_P99_DURING, during.percentile(99));
        more.put(Figure.WORST_SECOND_BEFORE, load.worstSecond(quietFrom, done.began(), 99));
        more.put(Figure.WORST_SECOND, load.worstSecond(done.began(), after, 99));
        Samples.Window quiet = load.statements(quietFrom, done.began());
        Samples.Window busy = load.statements(done.began(), done.ended());
        more.put(Figure.STATEMENT_P50_BEFORE, quiet.percentile(50));
        more.put(Figure.STATEMENT_P99_BEFORE, quiet.percentile(99));
        more.put(Figure.STATEMENT_P50_DURING, busy.percentile(50));
        more.put(Figure.STATEMENT_P99_DURING, busy.percentile(99));
        more.put(Figure.STALL_BEFORE, quiet.longest());
        more.put(Figure.STALL_DURING, busy.longest());
        done.cutOver()
                .ifPresent(at -> more.put(
                        Figure.STALL_CUT_OVER, load.statements(at, after).longest()));
        Map<String, Integer> turnedAway = load.turnedAway(done.began(), after);
        more.put(Figure.TURNED_AWAY_BEFORE, sum(load.turnedAway(quietFrom, done.began())));
        more.put(Figure.TURNED_AWAY_DURING, sum(turnedAway));
        return new Measured(round, more, turnedAway, note);
    }

    private static double sum(Map<String, Integer> errors) {
        return errors.values().stream().mapToInt(Integer::intValue).sum();
    }
}
