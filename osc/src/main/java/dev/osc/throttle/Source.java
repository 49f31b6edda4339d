// SPDX-License-Identifier: Apache-2.0
package dev.osc.throttle;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;

/** One thing that may speak for waiting. Read by one thread, which is its own; made on the thread that reads it or before. */
public interface Source extends AutoCloseable {

    /** As options, commands and the status name it: {@code max-load}. */
    String name();

    /**
     * Looks.
     *
     * @throws SQLException or {@link IOException} when it can't be read, which makes the run wait
     */
    Reading read() throws SQLException, IOException, InterruptedException;

    /** How long to rest between two looks. */
    default Duration every() {
        return Duration.ofMillis(200);
    }

    /** How long nothing may be heard of it before it counts as unreadable: several looks, a second at least. */
    default Duration patience() {
        Duration several = every().multipliedBy(5);
        return several.compareTo(Duration.ofSeconds(1)) < 0 ? Duration.ofSeconds(1) : several;
    }

    /** Gives back what it holds open. */
    @Override
    default void close() {}
}
