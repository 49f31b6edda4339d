// SPDX-License-Identifier: Apache-2.0
package dev.osc.chaos.scene;

import dev.osc.chaos.ground.Ground;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Something that goes wrong, and what may come of it. A fault has no state of its own: one round after the other runs with the
 * same, and all chance comes from the scene's seed.
 */
public interface Fault {

    /** Failures after which the same command goes on, and the ends that only the suite itself brings about. */
    Set<Integer> GOES_ON = Set.of(3, 10, 19, 32, 33, 34, 35, 40, 137, 143);

    /** As the command line and the table call it. */
    String name();

    /** What goes wrong, for people. */
    String title();

    /** Whether it can be tried on this ground and machine; else why not. Empty when it can. */
    default String obstacle(Ground ground) {
        return "";
    }

    /** Server options beside the ground's. Rounds whose options are alike share a server. */
    default Map<String, String> options(Ground ground) {
        return Map.of();
    }

    /** The size of a disk of the server's own; 0 for none. */
    default int diskMegabytes(Ground ground) {
        return 0;
    }

    /** What osc is called with beside place and change: so that a small table takes its time. */
    default List<String> pace() {
        return List.of("--chunk-size", "40", "--chunk-time", "5", "--copy-workers", "2");
    }

    /** For osc's first process alone. */
    default Map<String, String> environment() {
        return Map.of();
    }

    /** Whether osc connects through the scene's proxy. */
    default boolean throughProxy() {
        return false;
    }

    default int rows() {
        return 3000;
    }

    /**
     * Strikes. Called once, when osc's first process has just been started; whatever was broken is whole again when it
     * returns.
     */
    void strike(Scene scene) throws SQLException, InterruptedException;

    /**
     * Whether the change must be made in the end. Else osc must end with this exit code, and the table must be what it was.
     *
     * @return 0 for made
     */
    default int ends() {
        return 0;
    }

    /** Whether the fault has seen to it itself that the change was made and undone: the table must be what it was. */
    default boolean undoes() {
        return false;
    }

    /** What is done after an end that is not the change, before the tables are compared; by default what osc left is cleaned up. */
    default void afterwards(Scene scene) throws InterruptedException {
        scene.cleanUp();
    }

    /** After an end that is not the change: does to the twin what the fault did to the table. */
    default void likewise(Scene scene, Connection connection) throws SQLException {}

    /** Whether it explains an error that a writer met. */
    default boolean explains(String error) {
        return false;
    }

    /** Whether it costs writers their connections. */
    default boolean endsWriters() {
        return false;
    }

    /** How long a process of osc may run. */
    default Duration endsWithin() {
        return Duration.ofSeconds(150);
    }

    /** The longest that one statement of a writer may take; more than a day for a fault that stops the server itself. */
    default Duration longestStall() {
        return Duration.ofSeconds(5);
    }
}
