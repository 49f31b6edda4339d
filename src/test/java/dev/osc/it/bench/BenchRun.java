// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One run of {@code bin/bench}.
 *
 * @param said on both streams
 * @param json what {@code --json} wrote; empty when it wrote nothing
 */
record BenchRun(int exitCode, String said, JsonNode json) {

    private static final Path SCRIPT = Path.of(System.getProperty("osc.home"), "bin", "bench");

    static BenchRun of(String course, String... arguments) throws IOException, InterruptedException {
        var file = Files.createTempFile("osc-bench-test-", ".json");
        try {
            var command = new ArrayList<>(List.of(SCRIPT.toString(), course, "--json", file.toString()));
            command.addAll(List.of(arguments));
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new BenchRun(process.waitFor(), said, new ObjectMapper().readTree(file.toFile()));
        } finally {
            Files.delete(file);
        }
    }

    double figure(String name) {
        return json.path("figures").path(name).asDouble(Double.NaN);
    }
}
