// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.osc.failure.ExitCode;
import dev.osc.failure.OscException;
import dev.osc.it.servers.OnEachServer;
import dev.osc.it.servers.Product;
import dev.osc.it.servers.ServersOf;
import dev.osc.it.servers.TestSchema;
import java.sql.SQLException;
import java.util.List;

/** A server whose sessions get another zone than its log: values are made in that one, or the change is refused. */
@ServersOf(Product.POSTGRESQL)
final class PostgresZoneTest {

    private static final String TO_INSTANTS = "ALTER placed TYPE timestamptz";

    private static final List<String> INSTANTS = List.of("1 1719828000", "2 1733050800", "3");

    private static void create(TestSchema schema) throws SQLException {
        schema.execute(
                "CREATE TABLE t (id int PRIMARY KEY, placed timestamp, note text)",
                "INSERT INTO t VALUES (1, '2024-07-01 12:00', ''), (2, '2024-12-01 12:00', ''), (3, NULL, '')");
    }

    private static List<String> instants(TestSchema schema) throws SQLException {
        return schema.rows("SELECT concat_ws(' ', id, extract(epoch FROM placed)::bigint) FROM t ORDER BY id");
    }

    /** A role that may change the table, and can't look into the server's configuration. */
    private static String worker(TestSchema schema) throws SQLException {
        String worker = "worker_" + schema.name();
        schema.execute(
                "CREATE ROLE " + worker + " LOGIN REPLICATION",
                "GRANT CREATE ON DATABASE " + schema.name() + " TO " + worker,
                "GRANT CREATE, USAGE ON SCHEMA public TO " + worker,
                "ALTER TABLE t OWNER TO " + worker);
        return worker;
    }

    private static void drop(TestSchema schema, String worker) throws SQLException {
        schema.execute("DROP OWNED BY " + worker, "DROP ROLE " + worker);
    }

    @OnEachServer(options = "timezone=Europe/Berlin")
    void whoSeesTheServersZoneGetsIt(TestSchema schema) throws SQLException, InterruptedException {
        create(schema);

        new Osc(schema, "t", TO_INSTANTS).run();

        assertThat(instants(schema)).isEqualTo(INSTANTS);
    }

    @OnEachServer(options = "timezone=Europe/Berlin")
    void whoDoesNotIsRefusedUnlessToldIt(TestSchema schema) throws SQLException, InterruptedException {
        create(schema);
        String worker = worker(schema);

        for (String dependent : List.of(
                TO_INSTANTS,
                "ALTER placed TYPE text USING placed::timestamptz::text",
                "ALTER placed SET DATA TYPE timestamp(3) with time zone",
                "ADD COLUMN since timestamptz DEFAULT '2024-07-01 12:00'",
                "ADD COLUMN IF NOT EXISTS today date NOT NULL DEFAULT CURRENT_DATE")) {
            OscException refused = new Osc(schema, "t", dependent).as(worker).fails();
            assertThat(refused.code()).as(dependent).isEqualTo(ExitCode.SERVER_SETTING);
            assertThat(refused).hasMessageContaining("depend on the time zone");
            assertThat(refused.nextStep()).contains("--time-zone");
        }
        assertThat(schema.tables()).contains("t").noneMatch(name -> name.startsWith("t_osc"));
        new Osc(
                        schema,
                        "t",
                        "ALTER note TYPE varchar(9), ADD COLUMN made timestamptz DEFAULT now(),"
                                + " ADD COLUMN since timestamptz DEFAULT '2024-07-01 12:00+02', ADD COLUMN day date DEFAULT '2024-07-01'")
                .as(worker)
                .run();
        schema.execute("DROP TABLE t_osc_old");

        new Osc(schema, "t", TO_INSTANTS).as(worker).in("Europe/Berlin").run();

        assertThat(instants(schema)).isEqualTo(INSTANTS);
        drop(schema, worker);
    }

    @OnEachServer(options = "timezone=Europe/Berlin")
    void whatRoleOrDatabaseSayCanBeSeenByAll(TestSchema schema) throws SQLException, InterruptedException {
        create(schema);
        String worker = worker(schema);
        schema.execute("ALTER ROLE " + worker + " SET timezone = 'UTC'");

        new Osc(schema, "t", TO_INSTANTS).as(worker).run();

        assertThat(instants(schema)).containsExactly("1 1719835200", "2 1733054400", "3");
        drop(schema, worker);
    }

    @OnEachServer
    void aZoneThatIsNoneIsRefused(TestSchema schema) throws SQLException, InterruptedException {
        create(schema);

        OscException refused =
                new Osc(schema, "t", TO_INSTANTS).in("Europe/Nowhere").fails();

        assertThat(refused.code()).isEqualTo(ExitCode.USAGE);
        assertThat(refused).hasMessageContaining("Europe/Nowhere");
    }
}
