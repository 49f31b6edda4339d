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
 * @param residentBytes what it has now (VmRSS)
 */
public record ProcessUse(double cpuSeconds, long peakBytes, long residentBytes) {

    /** USER_HZ, which is 100 wherever Linux runs Java. */
    private static final double TICKS_A_SECOND = 100;

    /** Fields of stat: user and system time of the process, then those of children that it has waited for. */
    private static final int OWN_TIMES = 11;

    private static final int CHILDREN_TIMES = 13;

    /** Empty when the process is gone. */
    public static Optional<ProcessUse> of(long pid) {
        try {
            double seconds = seconds(pid, OWN_TIMES);
            List<String> status = Files.readAllLines(folder(pid).resolve("status"));
            return bytes(status, "VmHWM:")
                    .flatMap(peak -> bytes(status, "VmRSS:").map(now -> new ProcessUse(seconds, peak, now)));
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    /**
     * Of a process and all it started: their seconds, those that have ended too, and the sum of what each that is still
     * there ever had resident. Empty when it is gone.
     */
    static Optional<ProcessUse> ofTree(long pid) {
        Optional<Double> seconds = cpuOfTree(pid);
        Optional<ProcessUse> first = of(pid);
        if (seconds.isEmpty() || first.isEmpty()) {
            return Optional.empty();
        }
        long others = ProcessHandle.of(pid).stream()
                .flatMap(ProcessHandle::descendants)
                .flatMap(child -> of(child.pid()).stream())
                .mapToLong(ProcessUse::peakBytes)
                .sum();
        return Optional.of(new ProcessUse(
                seconds.get(), first.get().peakBytes() + others, first.get().residentBytes()));
    }

    /** The newer look, where there is one; a peak stays. */
    ProcessUse or(Optional<ProcessUse> newer) {
        return newer.map(use -> new ProcessUse(
                        Math.max(cpuSeconds, use.cpuSeconds()),
                        Math.max(peakBytes, use.peakBytes()),
                        use.residentBytes()))
                .orElse(this);
    }

    private static Optional<Long> bytes(List<String> status, String name) {
        return status.stream()
                .filter(line -> line.startsWith(name))
                .map(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                .findFirst();
    }

    /** Seconds of a process and all its children, those that have ended too. Empty when it is gone. */
    public static Optional<Double> cpuOfTree(long pid) {
        try {
            double children = ProcessHandle.of(pid).stream()
                    .flatMap(ProcessHandle::descendants)
                    .mapToDouble(child -> secondsIfThere(child.pid()))
                    .sum();
            return Optional.of(children + seconds(pid, OWN_TIMES) + seconds(pid, CHILDREN_TIMES));
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    /** None of a child that is gone meanwhile: its parent's account then has them. */
    private static double secondsIfThere(long pid) {
        try {
            return seconds(pid, OWN_TIMES);
        } catch (IOException gone) {
            return 0;
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
