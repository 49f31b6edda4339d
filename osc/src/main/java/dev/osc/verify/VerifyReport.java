// SPDX-License-Identifier: Apache-2.0
package dev.osc.verify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.osc.failure.ExitCode;
import dev.osc.failure.OscException;
import dev.osc.schema.TableName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A comparison for people and for files.
 *
 * @param rows of the source that were compared
 * @param leftOut what was not compared and why
 */
public record VerifyReport(
        TableName source, TableName shadow, long rows, Duration took, Verdict verdict, List<String> leftOut) {

    private static final int SHOWN = 10;
    private static final JsonMapper JSON = new JsonMapper();

    public VerifyReport {
        leftOut = List.copyOf(leftOut);
    }

    /** Rows of the source in a second. */
    public long rate() {
        return rows * 1000 / Math.max(1, took.toMillis());
    }

    /** What was found wrong, with the first rows by name. */
    public String summary() {
        return summary("though nobody was changing them");
    }

    /** @param how what the finding is worth */
    public String summary(String how) {
        List<Difference> defects = verdict.defects();
        return "%s and %s differ in %s%d %s, %s:%n  %s%s"
                .formatted(
                        source,
                        shadow,
                        verdict.whole() ? "" : "at least ",
                        defects.size(),
                        defects.size() == 1 ? "row" : "rows",
                        how,
                        defects.stream()
                                .limit(SHOWN)
                                .map(row -> row.text(source, shadow))
                                .collect(Collectors.joining("\n  ")),
                        defects.size() > SHOWN ? "\n  … and " + (defects.size() - SHOWN) + " more" : "");
    }

    /** Writes everything as JSON; a file of that name is replaced. */
    public void write(Path file) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("source", source.toString());
        all.put("shadow", shadow.toString());
        all.put("equal", verdict.defects().isEmpty());
        all.put("whole", verdict.whole());
        all.put("rowsCompared", rows);
        all.put("seconds", took.toMillis() / 1e3);
        all.put("rowsPerSecond", rate());
        all.put("lookedAtAgain", verdict.again());
        all.put("unsteady", verdict.unsteady());
        all.put("notCompared", leftOut);
        all.put("repaired", rows(verdict.repaired()));
        all.put("differing", rows(verdict.defects()));
        try {
            Files.writeString(
                    file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(all) + System.lineSeparator());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new OscException(
                    ExitCode.USAGE,
                    "the report can't be written to " + file + ": " + e.getMessage(),
                    "name a file that can be written, and run again",
                    e);
        }
    }

    private static List<Map<String, Object>> rows(List<Difference> rows) {
        return rows.stream()
                .<Map<String, Object>>map(row -> Map.of(
                        "row", row.row(), "kind", row.kind().name().toLowerCase(Locale.ROOT), "columns", row.columns()))
                .toList();
    }
}
