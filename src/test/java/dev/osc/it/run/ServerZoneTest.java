// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.osc.config.Reverse;
import dev.osc.config.RunSettings;
import dev.osc.it.servers.OnEachServer;
import dev.osc.it.servers.Product;
import dev.osc.it.servers.ServersOf;
import dev.osc.it.servers.TestSchema;
import dev.osc.run.Report;
import dev.osc.run.Watcher.Phase;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** A server whose zone is not UTC: what the scenarios whose names begin with zone- do not reach. */
@ServersOf(Product.MYSQL)
final class ServerZoneTest {

    private static final RunSettings WITH_A_WINDOW = Settings.SMALL
            .reverse(new Reverse(Duration.ofHours(1), List.of(), Duration.ofMinutes(5), Reverse.Retired.KEEP))
            .get();

    /** After the change times are those of the server's clock; before it and after the way back they are instants. */
    @OnEachServer(options = "default_time_zone=+02:00")
    void theWayBackMakesInstantsOfTimesAgain(TestSchema schema) throws SQLException, InterruptedException {
        schema.execute(
                "SET time_zone = '+00:00'",
                "CREATE TABLE t (id INT PRIMARY KEY, a TIMESTAMP(3) NULL, b DATETIME, gone DATETIME DEFAULT CURRENT_TIMESTAMP)",
                "INSERT INTO t (id, a, b) VALUES (1, '2024-07-01 10:00:00.5', '2024-07-01 12:00:00'),"
                        + " (2, '2024-10-27 01:30:00', '2024-12-01 12:00:00'), (3, NULL, NULL)");
        Osc osc = new Osc(schema, "t", "MODIFY a DATETIME(3), MODIFY b TIMESTAMP NULL, DROP COLUMN gone")
                .with(WITH_A_WINDOW)
                .start();
        osc.await(Phase.REVERSE);
        assertThat(schema.rows("SELECT CONCAT_WS(' ', id, a, UNIX_TIMESTAMP(b)) FROM t ORDER BY id"))
                .containsExactly("1 2024-07-01 12:00:00.500 1719828000", "2 2024-10-27 03:30:00.000 1733047200", "3");

        schema.execute(
                "SET time_zone = '+00:00'",
                "INSERT INTO t (id, a, b) VALUES (4, '2024-01-01 12:00:00', '2024-07-01 10:00:00')",
                "UPDATE t SET a = '2024-07-01 12:00:00.25' WHERE id = 3");
        assertThat(osc.another().rollback()).isInstanceOf(Report.Undone.class);

        assertThat(schema.rows("SELECT CONCAT_WS(' ', id, UNIX_TIMESTAMP(a), b) FROM t ORDER BY id"))
                .containsExactly(
                        "1 1719828000.500 2024-07-01 12:00:00",
                        "2 1729992600.000 2024-12-01 12:00:00",
                        "3 1719828000.250",
                        "4 1704103200.000 2024-07-01 12:00:00");
        assertThat(schema.rows("SELECT ABS(TIMESTAMPDIFF(MINUTE, gone, NOW())) < 30 FROM t WHERE id = 4"))
                .as("what only the table before has, by the server's clock")
                .containsExactly("1");
    }

    /** A row that nobody touches would come back an hour later, or be told as one that differs. */
    @OnEachServer(options = "TZ=Europe/Berlin")
    void whereTheClockPassesAnHourTwiceNoTimeBecomesTheInstantAgain(TestSchema schema)
            throws SQLException, InterruptedException {
        schema.execute("CREATE TABLE t (id INT PRIMARY KEY, a TIMESTAMP NULL, b DATETIME)");
        Osc osc = new Osc(schema, "t", "CHANGE a c DATETIME, MODIFY b TIMESTAMP NULL").with(WITH_A_WINDOW);

        assertThat(osc.fails())
                .hasMessageContaining("no way back: column a becomes datetime")
                .hasMessageContaining("passes twice");
        assertThat(schema.rows("SHOW TABLES")).containsExactly("t");
    }
}
