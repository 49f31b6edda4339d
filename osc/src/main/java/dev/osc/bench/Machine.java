// SPDX-License-Identifier: Apache-2.0
package dev.osc.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The machine and the command that figures come from. */
final class Machine {

    private Machine() {}

    /** @param arguments of the command line, {@code mysql} or {@code postgresql} first */
    static Course.Origin origin(List<String> arguments) {
        return new Course.Origin(
                "bin/bench " + String.join(" ", shown(arguments)),
                Runtime.getRuntime().availableProcessors(),
                mebibytes());
    }

    /** What decides figures: no folders of this machine, and not where the figures went. */
    private static List<String> shown(List<String> arguments) {
        List<String> shown = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (argument.equals("--json") || argument.equals("--svg")) {
                i++;
            } else if (!argument.startsWith("--json=") && !argument.startsWith("--svg=")) {
                shown.add(argument.replaceAll("(^|=)/(?:[^/]*/)*", "$1"));
            }
        }
        return shown;
    }

    private static long mebibytes() {
        try {
            return Files.readAllLines(Path.of("/proc/meminfo")).stream()
                    .filter(line -> line.startsWith("MemTotal:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) >> 10)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
