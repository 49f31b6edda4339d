// SPDX-License-Identifier: Apache-2.0
package dev.osc.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Starts server programs with all they say going to one file, and quotes its end when one fails. */
record ServerLog(Path file) {

    private static final int QUOTED_LINES = 15;

    /**
     * Starts it in the server's home: the folder where this JVM runs may be closed to the user that a server runs as.
     *
     * @param append whether what earlier programs said stays in the file
     */
    Process start(Path home, List<String> command, boolean append) {
        return start(home, command, Map.of(), append);
    }

    /** The same with more in its environment. */
    Process start(Path home, List<String> command, Map<String, String> environment, boolean append) {
        var builder = new ProcessBuilder(command).directory(home.toFile()).redirectErrorStream(true);
        builder.redirectOutput(
                append ? ProcessBuilder.Redirect.appendTo(file.toFile()) : ProcessBuilder.Redirect.to(file.toFile()));
        builder.environment().putAll(environment);
        builder.environment()
                .merge(
                        "LD_LIBRARY_PATH",
                        home.resolve("lib").toString(),
                        (others, own) -> others.isEmpty() ? own : own + ":" + others);
        try {
            var process = builder.start();
            process.getOutputStream().close();
            return process;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String text() {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "(the log " + file + " cannot be read: " + e.getMessage() + ")";
        }
    }

    LocalServerException failure(String what) {
        var lines = text().lines().toList();
        var tail = lines.subList(Math.max(0, lines.size() - QUOTED_LINES), lines.size());
        return new LocalServerException(what + "; the end of " + file + ":\n  " + String.join("\n  ", tail));
    }
}
