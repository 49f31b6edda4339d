// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Rows in the report file of a comparison. */
final class Found {

    private Found() {}

    /** A line each: {@code id = 7 different [name, amount]}. */
    static List<String> in(Path file, String which) throws IOException {
        List<String> rows = new ArrayList<>();
        JsonNode report = new ObjectMapper().readTree(Files.readString(file));
        report.get(which).forEach(row -> {
            List<String> columns = new ArrayList<>();
            row.get("columns").forEach(column -> columns.add(column.asText()));
            rows.add(row.get("row").asText() + " " + row.get("kind").asText() + " " + columns);
        });
        return rows;
    }
}
