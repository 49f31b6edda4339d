// SPDX-License-Identifier: Apache-2.0
package dev.osc.throttle;

import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the server which replicas are attached. One that was found stays so when it is attached no more: a broken one is what the
 * run is to wait for. That the server can't be asked makes it wait.
 */
public final class Discovery implements Source {

    private static final Logger log = LoggerFactory.getLogger(Discovery.class);

    private final Gauges gauges;
    private final Supplier<Thresholds.Switch> wanted;
    private final Session session;
    private volatile Set<Hosts.Host> found = Set.of();
    private Set<Hosts.Host> attached = Set.of();

    public Discovery(Gauges gauges, Supplier<Thresholds.Switch> wanted, Session.Opening opening) {
        this.gauges = gauges;
        this.wanted = wanted;
        this.session = new Session(opening);
    }

    /** All that were attached at some look. */
    public Set<Hosts.Host> found() {
        return found;
    }

    @Override
    public String name() {
        return "replicas";
    }

    @Override
    public Duration every() {
        return Duration.ofSeconds(1);
    }

    @Override
    public Reading read() throws SQLException {
        if (wanted.get() == Thresholds.Switch.OFF) {
            found = Set.of();
            attached = Set.of();
            return Reading.NOT_WANTED;
        }
        List<Hosts.Host> now = session.look(gauges::replicas);
        attached.stream()
                .filter(host -> !now.contains(host))
                .forEach(host -> log.warn(
                        "{} is attached no more, and still watched; throttle-discover-replicas=off forgets it", host));
        attached = Set.copyOf(now);
        Set<Hosts.Host> all = new LinkedHashSet<>(found);
        all.addAll(now);
        found = all;
        return all.isEmpty()
                ? new Reading("none attached that says where it is", false)
                : new Reading(
                        all.stream()
                                .map(host -> attached.contains(host) ? host.toString() : host + " (gone)")
                                .collect(Collectors.joining(", ")),
                        false);
    }

    @Override
    public void close() {
        session.close();
    }
}
