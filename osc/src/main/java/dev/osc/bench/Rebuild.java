// SPDX-License-Identifier: Apache-2.0
package dev.osc.bench;

import dev.osc.bench.load.BrokenRunException;
import dev.osc.demo.LocalServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** One way to rebuild the table. */
interface Rebuild {

    /** @throws BrokenRunException when it does not end well */
    Done run(LocalServer server, Connection connection) throws SQLException, InterruptedException;

    /** Drops what it leaves beside the table. */
    default void tidy(Connection connection) throws SQLException {}

    /**
     * One run, in {@link System#nanoTime}.
     *
     * @param cutOver when the swap began, where that is told
     * @param copySeconds what the copy alone took, where that is told
     * @param use its processes', where it has any
     * @param note what a reader of its figures should know; mostly empty
     */
    record Done(
            long began,
            long ended,
            OptionalLong cutOver,
            OptionalDouble copySeconds,
            Optional<ProcessUse> use,
            String note) {

        static Done between(long began, long ended) {
            return new Done(began, ended, OptionalLong.empty(), OptionalDouble.empty(), Optional.empty(), "");
        }

        static Done of(long began, long ended, ProcessUse use) {
            return new Done(began, ended, OptionalLong.empty(), OptionalDouble.empty(), Optional.of(use), "");
        }

        double seconds() {
            return (ended - began) / 1e9;
        }
    }
}
