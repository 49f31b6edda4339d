// SPDX-License-Identifier: Apache-2.0
package dev.osc.cli.options;

import dev.osc.config.Deferring;
import dev.osc.config.Reverse;
import dev.osc.config.RunSettings;
import dev.osc.config.Throttling;
import dev.osc.config.Verify;
import dev.osc.verify.tables.Asked;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which tables are to be compared, and how. */
public final class CompareOptions {

    private static final RunSettings DEFAULTS = RunSettings.defaults();

    @Option(names = "--table", required = true, description = "The table.")
    @Nullable
    String table;

    @Option(
            names = "--against",
            paramLabel = "TABLE",
            description = "The other table (default: <table>_osc_new, or if there is none, <table>_osc_old).")
    @Nullable
    String against;

    @Option(
            names = "--map",
            paramLabel = "OLD=NEW",
            description = {
                "A column that has another name in the other table; may be given several times.",
                "Against the retired table OLD is the retired table's."
            })
    List<String> map = List.of();

    @Option(names = "--report", paramLabel = "FILE", description = "Write what was found to this file, as JSON.")
    @Nullable
    Path report;

    @Option(
            names = "--workers",
            paramLabel = "N",
            description = "Ranges compared at once; 0: by the server's size (default: ${DEFAULT-VALUE}).")
    int workers = 0;

    @Option(
            names = "--chunk-size",
            paramLabel = "ROWS",
            description = "Rows of the first range; later ones are sized by --chunk-time (default: ${DEFAULT-VALUE}).")
    int chunkSize = DEFAULTS.chunkRows();

    @Option(
            names = "--chunk-time",
            paramLabel = "MILLIS",
            description = "What a range aims to take (default: ${DEFAULT-VALUE}).")
    long chunkMillis = DEFAULTS.chunkTime().toMillis();

    public void check(Mistakes mistakes) {
        mistakes.writable("--report", report);
        mistakes.within("--workers", workers, 0, 64);
        mistakes.within("--chunk-size", chunkSize, 10, 100_000);
        mistakes.within("--chunk-time", chunkMillis, 5, 60_000);
        map.stream()
                .filter(pair -> !pair.matches("(?s)[^=]+=[^=]+"))
                .forEach(pair -> mistakes.add("--map " + pair + " is not OLD=NEW"));
        if (names().size() < map.size()) {
            mistakes.add("--map names a column twice");
        }
    }

    private Map<String, String> names() {
        Map<String, String> names = new LinkedHashMap<>();
        for (String pair : map) {
            String[] sides = pair.split("=", 2);
            names.put(sides[0], sides[sides.length - 1]);
        }
        return names;
    }

    public @Nullable Path report() {
        return report;
    }

    public Asked asked(String database) {
        return new Asked(
                database,
                String.valueOf(table),
                against,
                names(),
                workers,
                chunkSize,
                Duration.ofMillis(chunkMillis),
                DEFAULTS.retries());
    }

    /** As much of a run's as an engine wants to know: how many sessions there will be. */
    public RunSettings settings() {
        return new RunSettings(
                chunkSize,
                Duration.ofMillis(chunkMillis),
                workers,
                DEFAULTS.flushWorkers(),
                DEFAULTS.pendingBytes(),
                DEFAULTS.lockTimeout(),
                DEFAULTS.cutoverAttempts(),
                DEFAULTS.retries(),
                DEFAULTS.slotWal(),
                Deferring.NEVER,
                true,
                Verify.DEFAULT,
                Reverse.NONE,
                null,
                true,
                DEFAULTS.foreignKeys(),
                Throttling.NONE);
    }
}
