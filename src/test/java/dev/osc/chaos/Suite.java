// SPDX-License-Identifier: Apache-2.0
package dev.osc.chaos;

import dev.osc.chaos.ground.Ground;
import dev.osc.chaos.ground.SmallDisk;
import dev.osc.chaos.scene.Fault;
import dev.osc.demo.LocalServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Plays rounds on one ground, on servers that it starts when a round needs one and ends when it is closed. Confined to one thread. */
public final class Suite implements AutoCloseable {

    private final Ground ground;
    private final Consumer<String> out;
    private final Path logs;
    private final Map<Map<String, String>, LocalServer> servers = new HashMap<>();
    private int played;

    /** @param logs the folder where the logs of failed rounds stay */
    public Suite(Ground ground, Consumer<String> out, Path logs) {
        this.ground = ground;
        this.out = out;
        this.logs = logs;
    }

    /** So many rounds of each fault, with seeds that follow each other; what can't be tried here is told, and left out. */
    public List<Outcome> play(Map<Fault, Integer> rounds, long seed) throws SQLException, InterruptedException {
        List<Outcome> outcomes = new ArrayList<>();
        for (Map.Entry<Fault, Integer> each : rounds.entrySet()) {
            Fault fault = each.getKey();
            String obstacle = fault.obstacle(ground);
            if (!obstacle.isEmpty()) {
                out.accept("%s  %-14s not tried: %s".formatted(ground.name(), fault.name(), obstacle));
                continue;
            }
            for (int i = 0; i < each.getValue(); i++) {
                Outcome outcome = play(fault, seed + i);
                outcomes.add(outcome);
                tell(outcome);
            }
        }
        return outcomes;
    }

    private Outcome play(Fault fault, long seed) throws SQLException, InterruptedException {
        played++;
        Path log = logs.resolve(ground.name() + "-" + fault.name() + "-" + seed + ".log");
        Map<String, String> options = new TreeMap<>(ground.options(seed));
        options.putAll(fault.options(ground));
        try {
            Files.createDirectories(logs);
            Files.deleteIfExists(log);
            Outcome outcome = fault.diskMegabytes(ground) > 0
                    ? onSmallDisk(fault, seed, log, options)
                    : shared(fault, seed, log, options);
            if (outcome.survived()) {
                Files.deleteIfExists(log);
            }
            return outcome;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Outcome shared(Fault fault, long seed, Path log, Map<String, String> options)
            throws SQLException, InterruptedException {
        LocalServer server = server(options);
        Outcome outcome = new Round(ground, server, fault, seed, log).play(played);
        if (!outcome.survived()) {
            // whatever it left would be in the way of the rounds to come
            servers.remove(options);
            server.close();
        }
        return outcome;
    }

    private Outcome onSmallDisk(Fault fault, long seed, Path log, Map<String, String> options)
            throws SQLException, InterruptedException {
        try (SmallDisk disk = SmallDisk.mount(fault.diskMegabytes(ground));
                LocalServer server = ground.start(disk.folder().resolve("data"), options)) {
            return new Round(ground, server, fault, seed, log).play(played);
        }
    }

    private LocalServer server(Map<String, String> options) throws SQLException {
        LocalServer running = servers.get(options);
        if (running == null) {
            running = ground.start(options);
            servers.put(options, running);
        }
        return running;
    }

    private void tell(Outcome outcome) {
        out.accept("%s  %-14s seed %-6d %-18s exit codes %-16s longest stall %5d ms  %s"
                .formatted(
                        ground.name(),
                        outcome.fault().name(),
                        outcome.seed(),
                        outcome.moment(),
                        outcome.codes(),
                        outcome.stall().toMillis(),
                        outcome.survived() ? "ok" : "FAILED"));
        if (!outcome.survived()) {
            out.accept(
                    "  " + outcome.problem() + "\n  again: " + outcome.command() + "\n  osc's log: " + outcome.log());
        }
    }

    @Override
    public void close() {
        servers.values().forEach(LocalServer::close);
    }
}
