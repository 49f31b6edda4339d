// SPDX-License-Identifier: Apache-2.0
package dev.osc.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a process has used so far, by Linux' own account (man 5 proc).
 *
 * @param cpuSeconds user and system time of all its threads
 * @param peakBytes the most memory it ever had resident (VmHWM)
 */
record ProcessUse(double cpuSeconds, long peakBytes) {

    /** USER_HZ, which is 100 wherever Linux runs Java. */
    private static final double TICKS_A_SECOND = 100;

    /** Empty when the process is gone. */
    static Optional<ProcessUse> of(long pid) {
        Path folder = Path.of("/proc", Long.toString(pid));
        try {
            String stat = Files.readString(folder.resolve("stat"));
            // the second field, the program's name, may hold blanks; it ends with the last parenthesis
            List<String> fields =
                    List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" "));
            double ticks = Long.parseLong(fields.get(11)) + Long.parseLong(fields.get(12));
            Optional<Long> peak = Files.readAllLines(folder.resolve("status")).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .map(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                    .findFirst();
            return peak.map(bytes -> new ProcessUse(ticks / TICKS_A_SECOND, bytes));
        } catch (IOException gone) {
            return Optional.empty();
        }
    }
}
