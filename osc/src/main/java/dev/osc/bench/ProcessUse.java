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

    /** Fields of stat: user and system time of the process, then those of children that it has waited for. */
    private static final int OWN_TIMES = 11;

    private static final int CHILDREN_TIMES = 13;

    /** Empty when the process is gone. */
    static Optional<ProcessUse> of(long pid) {
        try {
            double seconds = seconds(pid, OWN_TIMES);
            Optional<Long> peak = Files.readAllLines(folder(pid).resolve("status")).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .map(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                    .findFirst();
            return peak.map(bytes -> new ProcessUse(seconds, bytes));
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    /** Seconds of a process and all its children, those that have ended too. Empty when it is gone. */
    static Optional<Double> cpuOfTree(long pid) {
        try {
            double seconds = seconds(pid, OWN_TIMES) + seconds(pid, CHILDREN_TIMES);
            List<Long> children = ProcessHandle.of(pid).stream()
                    .flatMap(ProcessHandle::descendants)
                    .map(ProcessHandle::pid)
                    .toList();
            for (long child : children) {
                seconds += of(child).map(ProcessUse::cpuSeconds).orElse(0.0);
            }
            return Optional.of(seconds);
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    private static double seconds(long pid, int first) throws IOException {
        String stat = Files.readString(folder(pid).resolve("stat"));
        // the second field, the program's name, may hold blanks; it ends with the last parenthesis
        List<String> fields = List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" "));
        return (Long.parseLong(fields.get(first)) + Long.parseLong(fields.get(first + 1))) / TICKS_A_SECOND;
    }

    private static Path folder(long pid) {
        return Path.of("/proc", Long.toString(pid));
    }
}
