// SPDX-License-Identifier: Apache-2.0
package dev.osc.cli.options;

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

    static ClientFile read(@Nullable Path file, Mistakes mistakes) {
        Map<String, String> values = new HashMap<>();
        if (file != null) {
            boolean client = false;
            for (String raw : lines(file, "--defaults-file", mistakes)) {
                String line = raw.strip();
                if (line.startsWith("[")) {
                    client = line.equals("[client]");
                } else if (client && !line.isEmpty() && !line.startsWith("#") && !line.startsWith(";")) {
                    String[] sides = line.split("=", 2);
                    values.put(sides[0].strip().replace('_', '-'), sides.length > 1 ? unquoted(sides[1].strip()) : "");
                }
            }
        }
        return new ClientFile(Map.copyOf(values));
    }

    static Secret firstLine(Path file, Mistakes mistakes) {
        List<String> lines = lines(file, "--password-file", mistakes);
        return lines.isEmpty() ? Secret.NONE : new Secret(lines.getFirst());
    }

    Optional<String> value(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** Quotes keep a {@code #}, which begins a comment elsewhere; backslashes as the manual lists them. */
    private static String unquoted(String value) {
        char quote = value.isEmpty() ? 0 : value.charAt(0);
        int end = quote == '"' || quote == '\'' ? value.indexOf(quote, 1) : -1;
        String bare = end > 0 ? value.substring(1, end) : value.split("#", 2)[0].strip();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < bare.length(); i++) {
            char c = bare.charAt(i);
            if (c == '\\' && i + 1 < bare.length()) {
                text.append(escaped(bare.charAt(++i)));
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }

    private static String escaped(char c) {
        return switch (c) {
            case 'b' -> "\b";
            case 't' -> "\t";
            case 'n' -> "\n";
            case 'r' -> "\r";
            case 's' -> " ";
            case '\\', '"', '\'' -> String.valueOf(c);
            default -> "\\" + c;
        };
    }

    private static List<String> lines(Path file, String option, Mistakes mistakes) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            mistakes.add(option + " " + file + " can't be read"
                    + (Files.exists(file) ? ": " + e.getMessage() : ": there is no such file"));
            return List.of();
        }
    }

    @Override
    public String toString() {
        return "ClientFile" + values.keySet();
    }
}
