// SPDX-License-Identifier: Apache-2.0
package dev.osc.throttle;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

final class DiscoveryTest {

    private static final Hosts.Host ONE = new Hosts.Host("one", 3306);
    private static final Hosts.Host OTHER = new Hosts.Host("other", 3306);

    private final GivenGauges gauges = new GivenGauges();
    private final Thresholds thresholds = new Thresholds();
    private final Discovery discovery = new Discovery(gauges, thresholds.discover::get, NoSession::open);

    @Test
    void whatWasAttachedStaysWatched() throws SQLException {
        thresholds.discover.set("on");
        gauges.replicas(ONE, OTHER);
        assertThat(discovery.read().value()).isEqualTo("one:3306, other:3306");

        gauges.replicas(OTHER);

        assertThat(discovery.read()).isEqualTo(new Reading("one:3306 (gone), other:3306", false));
        assertThat(discovery.found()).containsExactly(ONE, OTHER);
    }

    @Test
    void offForgets() throws SQLException {
        gauges.replicas(ONE);
        assertThat(discovery.read()).as("not asked for").isEqualTo(Reading.NOT_WANTED);
        thresholds.discover.set("on");
        discovery.read();
        thresholds.discover.set("off");
        assertThat(discovery.read()).isEqualTo(Reading.NOT_WANTED);
        assertThat(discovery.found()).isEmpty();
        gauges.replicas();
        thresholds.discover.set("on");

        assertThat(discovery.read().value()).isEqualTo("none attached that says where it is");
        assertThat(discovery.found()).isEmpty();
    }
}
