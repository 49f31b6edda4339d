// SPDX-License-Identifier: Apache-2.0
package dev.osc.hooks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.osc.config.Secret;
import dev.osc.config.ServerAddress;
import dev.osc.config.Tls;
import dev.osc.schema.TableName;
import dev.osc.status.Status;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class HookEnvironmentTest {

    /** Those that gh-ost's doc/hooks.md says are there for all hooks, and what a run like this gives them. */
    private static final Map<String, String> GH_OST = Map.ofEntries(
            Map.entry("DATABASE_NAME", "shop"),
            Map.entry("TABLE_NAME", "or'ders"),
            Map.entry("GHOST_TABLE_NAME", "or'ders_osc_new"),
            Map.entry("OLD_TABLE_NAME", "or'ders_osc_old"),
            Map.entry("DDL", "ADD note TEXT COMMENT '$(x)\n\"'"),
            Map.entry("ELAPSED_SECONDS", "60.500"),
            Map.entry("ELAPSED_COPY_SECONDS", "50.000"),
            Map.entry("ESTIMATED_ROWS", "1000"),
            Map.entry("COPIED_ROWS", "250"),
            Map.entry("INSPECTED_LAG", "0.250"),
            Map.entry("HEARTBEAT_LAG", "0.250"),
            Map.entry("PROGRESS", "25.00"),
            Map.entry("ETA_SECONDS", "40"),
            Map.entry("MIGRATED_HOST", "db1.local"),
            Map.entry("INSPECTED_HOST", "db1.local"),
            Map.entry("HOOKS_HINT", "a word"),
            Map.entry("HOOKS_HINT_OWNER", "dba"),
            Map.entry("HOOKS_HINT_TOKEN", "t0"),
            Map.entry("DRY_RUN", "false"),
            Map.entry("REVERT", "false"));

    private static final ServerAddress ADDRESS = new ServerAddress(
            "mysql", "db1.local", 3307, "root", Secret.NONE, "shop", new Tls(Tls.Mode.DISABLED, null));

    private static final Status STATUS = new Status(
            "m1",
            "shop.or'ders",
            "ADD note TEXT COMMENT '$(x)\n\"'",
            "copy",
            50,
            60.5,
            50,
            new Status.Rows(250, 1_000, 100.5, false, 0),
            new Status.Stream(70, 7, 60, 6, 10, 640, "binlog.000001:4", 0.25, null),
            new Status.Speed(5, 90, 100, 200_000, 5_000, 0.5, 2, 4, 1),
            new Status.Waiting(true, "max-load: 31", 12.5, List.of()),
            null,
            new Status.Eta(40.2, 5));

    private static Map<String, String> told(Status status) {
        return HookEnvironment.of(ADDRESS, new TableName("shop", "or'ders"), new Hint("a word", "dba", "t0"), status);
    }

    @Test
    void asGhostNamesThemAndAsOscDoes() {
        Map<String, String> told = told(STATUS);

        GH_OST.forEach((name, value) ->
                assertThat(told).containsEntry("GH_OST_" + name, value).containsEntry("OSC_" + name, value));
        assertThat(told.get("GH_OST_EXECUTING_HOST")).isNotBlank();
    }

    @Test
    void whatOnlyOscHas() {
        assertThat(told(STATUS))
                .containsEntry("OSC_MIGRATION", "m1")
                .containsEntry("OSC_PHASE", "copy")
                .containsEntry("OSC_PRODUCT", "mysql")
                .containsEntry("OSC_PORT", "3307")
                .containsEntry("OSC_THROTTLED_BY", "max-load: 31")
                .containsEntry("OSC_PENDING_KEYS", "10");
    }

    @Test
    void whatIsNotKnownYet() {
        Status beginning = new Status(
                "",
                "shop.orders",
                "ADD note TEXT",
                "prepare",
                0,
                0,
                0,
                new Status.Rows(0, 0, 0, false, 0),
                new Status.Stream(0, 0, 0, 0, 0, 0, "", null, null),
                new Status.Speed(0, 0, 100, 200_000, 5_000, 0, 4, 4, 1),
                new Status.Waiting(false, "", 0, List.of()),
                null,
                null);

        assertThat(told(beginning))
                .containsEntry("GH_OST_ETA_SECONDS", "-1")
                .containsEntry("GH_OST_HEARTBEAT_LAG", "0.000")
                .containsEntry("GH_OST_PROGRESS", "0.00")
                .doesNotContainValue(null);
    }
}
