// SPDX-License-Identifier: Apache-2.0
package dev.osc.cli;

import dev.osc.config.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The {@code [client]} group of a MySQL option file (manual, "Using Option Files"). */
record ClientFile(Map<String, String> values) {

    static ClientFile read(@Nullable Path file, List<String> mistakes) {
        Map<String, String> values = new HashMap<>();
        if (file != null) {
            boolean client = false;
            for (String raw : lines(file, "--defaults-file", mistakes)) {
                String line = raw.strip();
                if (line.startsWith("[")) {
                    client = line.equals("[client]");
                } else if (client && !line.isEmpty() && !line.startsWith("#") && !line.startsWith(";")) {
                    String[] sides = line.split("=", 2);
                    values.put(sides[0].strip(), sides.length > 1 ? unquoted(sides[1].strip()) : "");
                }
            }
        }
        return new ClientFile(Map.copyOf(values));
    }

    static Secret firstLine(Path file, List<String> mistakes) {
        List<String> lines = lines(file, "--password-file", mistakes);
        return lines.isEmpty() ? Secret.NONE : new Secret(lines.getFirst());
    }

    Optional<String> value(String name) {
        return Optional.ofNullable(values.get(name));
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() > 1
                && (value.startsWith("\"") || value.startsWith("'"))
                && value.endsWith(value.substring(0, 1));
        return quoted ? value.substring(1, value.length() - 1) : value;
    }

    private static List<String> lines(Path file, String option, List<String> mistakes) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            mistakes.add(option + " " + file + " can't be read: " + e.getMessage());
            return List.of();
        }
    }

    @Override
    public String toString() {
        return "ClientFile" + values.keySet();
    }
}
