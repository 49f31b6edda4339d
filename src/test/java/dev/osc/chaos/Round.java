// SPDX-License-Identifier: Apache-2.0
package dev.osc.chaos;

import dev.osc.chaos.ground.Ground;
import dev.osc.chaos.scene.BrokenRound;
import dev.osc.chaos.scene.Fault;
import dev.osc.chaos.scene.Moment;
import dev.osc.chaos.scene.Scene;
import dev.osc.demo.LocalServer;
import dev.osc.demo.twins.TwinTables;
import dev.osc.demo.twins.TwinWriters;
import dev.osc.failure.ExitCode;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** One round: a table, its twin and their writers, osc, one fault, and the judgement. Confined to one thread. */
final class Round {

    private static final int MOST_RUNS = 12;
    private static final Duration BEFORE_THE_NEXT = Duration.ofMillis(200);
    /** The new table is written to for a while before it is compared. */
    private static final Duration AFTERWARDS = Duration.ofMillis(300);

    private final Ground ground;
    private final LocalServer server;
    private final Fault fault;
    private final long seed;
    private final Path log;
    private final List<Integer> codes = new ArrayList<>();
    private Duration stall = Duration.ZERO;

    Round(Ground ground, LocalServer server, Fault fault, long seed, Path log) {
        this.ground = ground;
        this.server = server;
        this.fault = fault;
        this.seed = seed;
        this.log = log;
    }

    /** @param number of the round on this server, so that its database has a name of its own */
    Outcome play(int number) throws InterruptedException {
        String database = "round" + number;
        String problem = "";
        try (Scene scene = new Scene(ground, server, fault, database, seed, log)) {
            run(scene);
            LockSupport.parkNanos(AFTERWARDS.toNanos());
            stall = scene.writers().longestStall();
            scene.writers().stop();
            judge(scene);
        } catch (BrokenRound | SQLException | IllegalStateException e) {
            problem = e instanceof BrokenRound ? String.valueOf(e.getMessage()) : e.toString();
        }
        if (problem.isEmpty()) {
            problem = dropped(database);
        }
        return new Outcome(ground, fault, seed, Moment.of(seed), codes, stall, problem, log);
    }

    private void run(Scene scene) throws SQLException, InterruptedException {
        scene.start();
        fault.strike(scene);
        if (fault.undoes()) {
            codes.add(ExitCode.DONE.number());
            return;
        }
        codes.add(scene.ended());
        boolean perhapsMade = scene.osc().reached(Moment.Step.CLEAN_UP);
        while (codes.getLast() != fault.ends()) {
            if (perhapsMade && codes.getLast() == ExitCode.LEFTOVERS.number()) {
                // it was, and nothing was left to be done but to say so: the twin tells whether that is true
                return;
            }
            if (!Fault.GOES_ON.contains(codes.getLast()) || codes.size() == MOST_RUNS) {
                throw new BrokenRound(
                        "osc ended with " + codes + ": " + scene.osc().last());
            }
            LockSupport.parkNanos(BEFORE_THE_NEXT.toNanos());
            scene.start();
            codes.add(scene.ended());
            perhapsMade |= scene.osc().reached(Moment.Step.CLEAN_UP);
        }
        if (fault.ends() != 0) {
            fault.afterwards(scene);
        }
    }

    private void judge(Scene scene) throws SQLException {
        TwinWriters writers = scene.writers();
        requireNone(
                "writers met errors",
                writers.unexpected().stream()
                        .filter(error -> !fault.explains(error))
                        .toList());
        if (!fault.endsWriters()) {
            requireNone("writers lost their connections", writers.lost());
        }
        if (stall.compareTo(fault.longestStall()) > 0) {
            throw new BrokenRound("a writer's statement took " + stall.toMillis() + " ms, "
                    + fault.longestStall().toMillis() + " at most are allowed");
        }
        if (writers.transactions() == 0) {
            throw new BrokenRound("writers made no transaction");
        }
        try (Connection connection = scene.connect()) {
            if (fault.ends() != 0) {
                fault.likewise(scene, connection);
            } else if (!fault.undoes()) {
                Ground.execute(connection, ground.alterByServer(TwinTables.TWIN));
            }
            requireNone(
                    "the table differs from its twin",
                    TwinTables.differences(connection, TwinTables.TABLE, TwinTables.TWIN));
            if (TwinTables.count(connection, TwinTables.TABLE) == 0) {
                throw new BrokenRound("the table is empty: nothing was compared");
            }
            requireNone("something is left behind", ground.leftovers(connection));
        }
    }

    private static void requireNone(String what, List<String> found) {
        if (!found.isEmpty()) {
            throw new BrokenRound(
                    what + ": " + found.stream().distinct().limit(5).toList() + " (" + found.size() + ")");
        }
    }

    private String dropped(String database) {
        try (Connection connection = server.connect()) {
            ground.drop(connection, database);
            return "";
        } catch (SQLException e) {
            return "the round's database could not be dropped: " + e.getMessage();
        }
    }
}
