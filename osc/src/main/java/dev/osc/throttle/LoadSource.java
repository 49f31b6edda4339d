// SPDX-License-Identifier: Apache-2.0
package dev.osc.throttle;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** The run waits while the server's load is above one of the limits. */
public final class LoadSource implements Source {

    private final String name;
    private final Supplier<Loads> limits;
    private final Gauges gauges;
    private final Session session;

    public LoadSource(Tunable<Loads> limits, Gauges gauges, Session.Opening opening) {
        this.name = limits.name();
        this.limits = limits::get;
        this.gauges = gauges;
        this.session = new Session(opening);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Reading read() throws SQLException {
        List<Loads.Limit> now = limits.get().limits();
        return now.isEmpty()
                ? Reading.NOT_WANTED
                : session.look(connection -> {
                    List<String> values = new ArrayList<>();
                    Loads.Limit nearest = now.getFirst();
                    long number = 0;
                    for (Loads.Limit limit : now) {
                        OptionalLong value = gauges.status(connection, limit.name());
                        if (value.isEmpty()) {
                            throw new SQLException("the server knows no " + limit.name());
                        }
                        values.add(limit.name() + " = " + value.getAsLong() + ", at most " + limit.most());
                        if (share(value.getAsLong(), limit) >= share(number, nearest)) {
                            nearest = limit;
                            number = value.getAsLong();
                        }
                    }
                    return Reading.atMost(String.join("; ", values), (double) number, (double) nearest.most());
                });
    }

    /** How much of what is allowed; above 1 is too much. */
    private static double share(long value, Loads.Limit limit) {
        return limit.most() == 0 ? value + (value > 0 ? 1 : 0) : (double) value / limit.most();
    }

    @Override
    public void close() {
        session.close();
    }
}
