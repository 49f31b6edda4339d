// SPDX-License-Identifier: Apache-2.0
package dev.osc.cli.options;

import dev.osc.config.Throttling;
import dev.osc.throttle.Thresholds;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a run waits for; names are gh-ost's where it has the same thing. */
public final class ThrottleOptions {

    @Option(
            names = "--max-load",
            paramLabel = "NAME=N,…",
            description = {
                "Wait while the server's load is above one of these: MySQL's status variables (Threads_running=25);",
                "PostgreSQL: running, waiting, connections."
            })
    String maxLoad = "";

    @Option(
            names = "--throttle-query",
            paramLabel = "SQL",
            description = "Wait while this query, on the server that is changed, answers a number above 0, or true.")
    String query = "";

    @Option(
            names = "--throttle-http",
            paramLabel = "URL",
            description = "Wait while this page answers anything but 2xx.")
    String http = "";

    @Option(
            names = "--throttle-flag-file",
            paramLabel = "FILE",
            description = "Wait while this file exists; may be given several times.")
    List<Path> flagFiles = List.of();

    @Option(
            names = "--max-history",
            paramLabel = "N",
            description = {
                "Wait while the server keeps more old state than this. MySQL: InnoDB's history list length; PostgreSQL: the age",
                "of the oldest xmin, in transactions. 0: no limit (default: ${DEFAULT-VALUE})."
            })
    String maxHistory = "0";

    @Option(
            names = "--nice-ratio",
            paramLabel = "RATIO",
            description = "After each chunk rest so many times as long as it took (default: ${DEFAULT-VALUE}).")
    double niceRatio;

    @Option(
            names = "--max-lag-millis",
            paramLabel = "MILLIS",
            description = "Wait while a replica that is watched is further behind (default: ${DEFAULT-VALUE}).")
    String lag = Thresholds.LAG_MILLIS;

    @Option(
            names = "--throttle-control-replicas",
            paramLabel = "HOST[:PORT],…",
            description = {
                "Replicas whose lag is watched, with the same user and password: by a row that osc writes",
                "ten times a second on the server that is changed, and looks for there."
            })
    String replicas = "";

    @Option(
            names = "--throttle-discover-replicas",
            description = {
                "Watch the replicas that are attached, too. MySQL: those that SHOW REPLICAS names; PostgreSQL:",
                "what pg_stat_replication says of the standbys."
            })
    boolean discover;

    @Option(
            names = "--replication-lag-query",
            paramLabel = "SQL",
            description = "Ask a replica for its lag in seconds by this query, instead of looking for osc's row.")
    String lagQuery = "";

    @Option(
            names = "--critical-load",
            paramLabel = "NAME=N,…",
            description = "Stop, to be gone on with later, when the server's load is above one of these.")
    String criticalLoad = "";

    @Option(
            names = "--critical-load-interval-millis",
            paramLabel = "MILLIS",
            description = "A critical load counts if it is there after so long still (default: ${DEFAULT-VALUE}).")
    String criticalAgain = "0";

    @Option(
            names = "--critical-load-hibernate-seconds",
            paramLabel = "SECONDS",
            description =
                    "At a critical load do nothing for so long, instead of stopping; 0: stop (default: ${DEFAULT-VALUE}).")
    String hibernate = "0";

    @Option(
            names = "--max-commit-millis",
            paramLabel = "MILLIS",
            description =
                    "Wait while one of osc's own commits of the last second took longer; 0: no limit (default: ${DEFAULT-VALUE}).")
    String commit = "0";

    @Option(
            names = "--max-retained-log",
            paramLabel = "MIB",
            description = {
                "Wait while the server keeps more of its log than this. MySQL: all binary logs; PostgreSQL: since the",
                "position of the slot that is furthest behind. 0: no limit (default: ${DEFAULT-VALUE})."
            })
    String retainedLog = "0";

    @Option(
            names = "--min-free-disk",
            paramLabel = "MIB",
            description = {
                "Wait while the disk of the server's data has less room. Only for a server on this machine: others don't tell.",
                "0: no limit (default: ${DEFAULT-VALUE})."
            })
    String freeDisk = "0";

    @Option(
            names = "--run-window",
            paramLabel = "WINDOW;…",
            description =
                    "Copy, replay and compare at these times only: 'Mon-Fri 22:00-06:00 Europe/Berlin; Sat,Sun 00:00-24:00'.")
    String runWindow = "";

    @Option(
            names = "--cut-over-window",
            paramLabel = "WINDOW;…",
            description = "Swap at these times only; written as --run-window is.")
    String cutOverWindow = "";

    @Option(
            names = "--adaptive",
            description = {
                "Go slower before a limit is reached: near one of them the time of a chunk and the number of copy workers are",
                "halved, far from all of them they grow again."
            })
    boolean adaptive;

    @Option(
            names = "--panic-flag-file",
            paramLabel = "FILE",
            description = "Stop at once when this file exists; the same command goes on later.")
    @Nullable
    Path panicFile;

    public void check(Mistakes mistakes) {
        typed().forEach((name, text) -> {
            try {
                new Thresholds().set(Map.of(name, text));
            } catch (IllegalArgumentException e) {
                mistakes.add("--" + e.getMessage());
            }
        });
        if (!(niceRatio >= 0 && niceRatio <= 100)) {
            mistakes.add("--nice-ratio " + niceRatio + " is not between 0 and 100");
        }
        if (panicFile != null && !Files.exists(panicFile) && !Files.notExists(panicFile)) {
            mistakes.add("--panic-flag-file " + panicFile + " can't be looked at: osc would not see it");
        }
        if (panicFile != null && Files.exists(panicFile)) {
            mistakes.add("--panic-flag-file " + panicFile + " is there already: the run would stop at once");
        }
    }

    private Map<String, String> typed() {
        Map<String, String> typed = new LinkedHashMap<>();
        typed.put("max-lag-millis", lag);
        typed.put("throttle-control-replicas", replicas);
        typed.put("throttle-discover-replicas", discover ? "on" : "off");
        typed.put("replication-lag-query", lagQuery);
        typed.put("max-load", maxLoad);
        typed.put("critical-load", criticalLoad);
        typed.put("critical-load-interval-millis", criticalAgain);
        typed.put("critical-load-hibernate-seconds", hibernate);
        typed.put("throttle-query", query);
        typed.put("throttle-http", http);
        typed.put("max-commit-millis", commit);
        typed.put("max-history", maxHistory);
        typed.put("max-retained-log", retainedLog);
        typed.put("min-free-disk", freeDisk);
        typed.put("run-window", runWindow);
        typed.put("cut-over-window", cutOverWindow);
        typed.put("adaptive", adaptive ? "on" : "off");
        return typed;
    }

    Throttling throttling() {
        Map<String, String> typed = typed();
        new Thresholds().all().forEach(each -> typed.remove(each.name(), each.toString()));
        return new Throttling(typed, flagFiles, panicFile, niceRatio);
    }
}
