// SPDX-License-Identifier: Apache-2.0
package dev.osc.throttle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.sql.SQLException;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class GaugeSourceTest {

    private final Thresholds thresholds = new Thresholds();
    private OptionalLong told = OptionalLong.empty();

    private final GaugeSource most = GaugeSource.atMost(thresholds.history, "", _ -> told, NoSession::open);
    private final GaugeSource least = GaugeSource.atLeast(thresholds.freeDisk, " MiB", _ -> told, NoSession::open);

    @Test
    void atMost() throws SQLException {
        thresholds.history.set("100");
        told = OptionalLong.of(100);
        assertThat(most.read()).isEqualTo(new Reading("100, at most 100", false, 100.0, 100.0));

        told = OptionalLong.of(101);
        assertThat(most.read().over()).isTrue();
        assertThat(most.name()).isEqualTo("max-history");
    }

    /** It has no limit that the pace could follow: more is better. */
    @Test
    void atLeast() throws SQLException {
        thresholds.freeDisk.set("100");
        told = OptionalLong.of(100);
        assertThat(least.read()).isEqualTo(new Reading("100 MiB, at least 100", false, 100.0, null));

        told = OptionalLong.of(99);
        assertThat(least.read().over()).isTrue();
    }

    @Test
    void nothingIsAskedWithoutALimit() throws SQLException {
        assertThat(most.read()).isEqualTo(Reading.NOT_WANTED);
        assertThat(least.read()).isEqualTo(Reading.NOT_WANTED);
    }

    @Test
    void aServerThatDoesNotTellCanNotBeRead() {
        thresholds.freeDisk.set("1");

        SQLException failure = assertThrows(SQLException.class, least::read);

        assertThat(failure.getMessage()).isEqualTo("the server does not tell it");
    }
}
