// SPDX-License-Identifier: Apache-2.0
package dev.osc.throttle;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.OptionalLong;

/** The run waits while a number that the server tells is too high, or too low. */
public final class GaugeSource implements Source {

    /** Asks the server; empty where it doesn't tell. */
    @FunctionalInterface
    public interface Gauge {
        OptionalLong of(Connection connection) throws SQLException;
    }

    private final Tunable<Long> limit;
    private final boolean least;
    private final String unit;
    private final Gauge gauge;
    private final Session session;

    private GaugeSource(Tunable<Long> limit, boolean least, String unit, Gauge gauge, Session.Opening opening) {
        this.limit = limit;
        this.least = least;
        this.unit = unit;
        this.gauge = gauge;
        this.session = new Session(opening);
    }

    /** @param unit as it follows the number: {@code " MiB"} */
    public static GaugeSource atMost(Tunable<Long> limit, String unit, Gauge gauge, Session.Opening opening) {
        return new GaugeSource(limit, false, unit, gauge, opening);
    }

    public static GaugeSource atLeast(Tunable<Long> limit, String unit, Gauge gauge, Session.Opening opening) {
        return new GaugeSource(limit, true, unit, gauge, opening);
    }

    @Override
    public String name() {
        return limit.name();
    }

    @Override
    public Duration every() {
        return Duration.ofSeconds(1);
    }

    @Override
    public Reading read() throws SQLException {
        long held = limit.get();
        if (held == 0) {
            return Reading.NOT_WANTED;
        }
        OptionalLong told = session.look(gauge::of);
        if (told.isEmpty()) {
            throw new SQLException("the server does not tell it");
        }
        long number = told.getAsLong();
        String text = number + unit + (least ? ", at least " : ", at most ") + held;
        return least
                ? new Reading(text, number < held, (double) number, null)
                : Reading.atMost(text, (double) number, (double) held);
    }

    @Override
    public void close() {
        session.close();
    }
}
