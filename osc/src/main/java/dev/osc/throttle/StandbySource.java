// SPDX-License-Identifier: Apache-2.0
package dev.osc.throttle;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The run waits while a copy is too far behind by what the server that is changed knows of its copies, and while one is gone that was
 * attached before.
 */
public final class StandbySource implements Source {

    private final Gauges gauges;
    private final Supplier<Long> most;
    private final Session session;
    private Map<String, Stuck> stuck = Map.of();
    private Set<String> known = Set.of();

    private record Stuck(long applied, long since) {}

    /** @param most milliseconds; 0: no limit */
    public StandbySource(Gauges gauges, Supplier<Long> most, Session.Opening opening) {
        this.gauges = gauges;
        this.most = most;
        this.session = new Session(opening);
    }

    @Override
    public String name() {
        return "standby-lag";
    }

    @Override
    public Duration every() {
        return Duration.ofMillis(250);
    }

    @Override
    public Reading read() throws SQLException {
        long limit = most.get();
        List<Gauges.Standby> standbys = limit == 0 ? List.of() : session.look(gauges::standbys);
        if (limit == 0) {
            known = Set.of();
        }
        if (standbys.isEmpty() && known.isEmpty()) {
            return Reading.NOT_WANTED;
        }
        double worst = 0;
        List<String> each = new ArrayList<>();
        Map<String, Stuck> seen = new HashMap<>();
        Set<String> names = new LinkedHashSet<>();
        for (Gauges.Standby standby : standbys) {
            String name = standby.name();
            for (int i = 2; !names.add(name); i++) {
                name = standby.name() + "#" + i;
            }
            double millis = millis(name, standby, seen);
            worst = Math.max(worst, millis);
            each.add(String.format(Locale.ROOT, "%s %.0f ms, %d KiB", name, millis, standby.behind() >> 10));
        }
        stuck = seen;
        Set<String> gone = new LinkedHashSet<>(known);
        gone.removeAll(names);
        names.addAll(known);
        known = names;
        if (!gone.isEmpty()) {
            return new Reading(
                    String.join(", ", gone) + " is attached no more; throttle-discover-replicas=off forgets it", true);
        }
        return Reading.atMost(String.join("; ", each) + "; at most " + limit + " ms", worst, (double) limit);
    }

    /** As the server knows it; else how long it was seen at the same place, with more before it. */
    private double millis(String name, Gauges.Standby standby, Map<String, Stuck> seen) {
        Double known = standby.lagMillis();
        if (known != null || standby.behind() == 0) {
            return known == null ? 0 : known;
        }
        long now = System.nanoTime();
        Stuck before = stuck.get(name);
        Stuck at = before != null && before.applied() == standby.applied() ? before : new Stuck(standby.applied(), now);
        seen.put(name, at);
        return (now - at.since()) / 1e6;
    }

    @Override
    public void close() {
        session.close();
    }
}
