// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.cutover.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.osc.cutover.SwapOutcome;
import dev.osc.it.servers.OnEachServer;
import dev.osc.it.servers.Product;
import dev.osc.it.servers.ServersOf;
import dev.osc.it.servers.TestSchema;
import java.sql.SQLException;
import java.util.List;

/** Owner, grants, comments, parameters, names of indexes, constraints, sequences and statistics. */
@ServersOf(Product.POSTGRESQL)
final class TableTraitsTest {

    private static final String ORDERS = "CREATE TABLE orders (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,"
            + " \"Customer\" int NOT NULL, total numeric, note text DEFAULT 'none', gone int)";
    private static final String ROWS =
            "INSERT INTO orders (\"Customer\", total, note) SELECT i, i / 7.0, 'n' || i FROM generate_series(1, 50) i";
    private static final String[] CHANGE = {
        "ALTER COLUMN total TYPE numeric(14,2)",
        "ADD COLUMN extra text",
        "DROP COLUMN gone",
        "ALTER COLUMN \"Customer\" TYPE bigint"
    };

    @OnEachServer
    void namesOfIndexesConstraintsAndSequencesEndUpAsTheyWere(TestSchema schema) throws SQLException {
        String longest = "i".repeat(63);
        try (Twins twins = new Twins(
                schema,
                ORDERS,
                ROWS,
                "CREATE INDEX orders_note ON orders (lower(note), id DESC) WHERE id > 1",
                "CREATE UNIQUE INDEX \"Odd \"\"name\" ON orders (note) INCLUDE (total)",
                "CREATE INDEX " + longest + " ON orders USING hash (note)",
                "ALTER TABLE orders ADD CONSTRAINT total_positive CHECK (total >= 0)",
                "ALTER TABLE orders ADD CONSTRAINT unproved CHECK (total > 1) NOT VALID",
                "ALTER TABLE orders ADD CONSTRAINT \"Unique Customer\" UNIQUE (\"Customer\") DEFERRABLE INITIALLY DEFERRED",
                "ALTER TABLE orders ADD CONSTRAINT excluded EXCLUDE USING btree (note WITH =)",
                "COMMENT ON INDEX orders_note IS 'it''s \\ {odd}'",
                "COMMENT ON CONSTRAINT total_positive ON orders IS 'never owed'",
                "COMMENT ON CONSTRAINT \"Unique Customer\" ON orders IS 'one each'",
                "COMMENT ON CONSTRAINT unproved ON orders IS 'who knows'",
                "COMMENT ON SEQUENCE orders_id_seq IS 'counts'",
                "ALTER INDEX orders_note ALTER COLUMN 1 SET STATISTICS 77",
                "ALTER TABLE orders CLUSTER ON \"Unique Customer\"")) {
            twins.alter("ALTER TABLE orders " + String.join(", ", CHANGE));
            new Succeeding(schema, CHANGE)
                    .adds("ADD CONSTRAINT unproved CHECK (total > 1) NOT VALID")
                    .succeed();
            twins.requireAlike();
        }
    }

    @OnEachServer
    void ownerGrantsWithOptionsAndGrantorsAreTheSame(TestSchema schema) throws SQLException {
        String anna = "anna_" + schema.name();
        String berta = "\"Berta " + schema.name() + "\"";
        String carla = "carla_" + schema.name();
        schema.execute("CREATE ROLE " + anna, "CREATE ROLE " + berta, "CREATE ROLE " + carla);
        try (Twins twins = new Twins(
                schema,
                "GRANT CREATE ON SCHEMA public TO " + anna,
                ORDERS,
                ROWS,
                "ALTER TABLE orders OWNER TO " + anna,
                "GRANT SELECT, INSERT ON orders TO " + berta + " WITH GRANT OPTION",
                "SET ROLE " + berta,
                "GRANT SELECT ON orders TO " + carla + " WITH GRANT OPTION",
                "GRANT INSERT (note) ON orders TO " + carla,
                "SET ROLE " + carla,
                "GRANT SELECT ON orders TO PUBLIC",
                "RESET ROLE",
                "GRANT UPDATE (total, \"Customer\"), REFERENCES (id), SELECT (gone) ON orders TO " + carla,
                "REVOKE TRUNCATE ON orders FROM " + anna,
                "GRANT USAGE ON SEQUENCE orders_id_seq TO " + berta + " WITH GRANT OPTION",
                // these would give the shadow what the source never had
                "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT ALL ON TABLES TO " + carla,
                "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT ALL ON SEQUENCES TO " + carla)) {
            twins.requireAlike(CHANGE);
        }
    }

    @OnEachServer
    void noGrantsAtAllStayNone(TestSchema schema) throws SQLException {
        String dora = "dora_" + schema.name();
        schema.execute("CREATE ROLE " + dora);
        try (Twins twins = new Twins(
                schema,
                ORDERS,
                ROWS,
                "REVOKE ALL ON orders FROM postgres",
                "ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO " + dora)) {
            twins.requireAlike(CHANGE);
        }
    }

    @OnEachServer
    void commentsParametersAndTargetsAreTheSame(TestSchema schema) throws SQLException {
        try (Twins twins = new Twins(
                schema,
                ORDERS,
                ROWS,
                "COMMENT ON TABLE orders IS 'all ''orders'''",
                "COMMENT ON COLUMN orders.note IS E'two\\nlines'",
                "COMMENT ON COLUMN orders.total IS 'in cents'",
                "ALTER TABLE orders SET (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.05, toast.autovacuum_enabled = false)",
                "ALTER TABLE orders ALTER COLUMN note SET STATISTICS 500",
                "ALTER TABLE orders ALTER COLUMN total SET (n_distinct = -0.5, n_distinct_inherited = 3)",
                "ALTER TABLE orders ALTER COLUMN note SET STORAGE EXTERNAL",
                "ALTER TABLE orders ALTER COLUMN note SET COMPRESSION pglz",
                "ALTER TABLE orders REPLICA IDENTITY FULL")) {
            twins.requireAlike(CHANGE);
        }
    }

    @OnEachServer
    void replicaIdentityByIndexFindsItsIndex(TestSchema schema) throws SQLException {
        try (Twins twins = new Twins(
                schema,
                ORDERS,
                ROWS,
                "ALTER TABLE orders ADD CONSTRAINT other UNIQUE (\"Customer\")",
                "ALTER TABLE orders REPLICA IDENTITY USING INDEX other")) {
            twins.requireAlike("ALTER COLUMN total TYPE numeric(14,2)");
        }
    }

    @OnEachServer
    void whatTheChangeItselfSaysOfTheTableHolds(TestSchema schema) throws SQLException {
        String erna = "erna_" + schema.name();
        schema.execute("CREATE ROLE " + erna);
        try (Twins twins = new Twins(
                schema,
                "GRANT CREATE ON SCHEMA public TO " + erna,
                ORDERS,
                ROWS,
                "GRANT SELECT ON orders TO PUBLIC",
                "ALTER TABLE orders SET (fillfactor = 70, autovacuum_enabled = false)",
                "ALTER TABLE orders ALTER COLUMN note SET STATISTICS 500",
                "ALTER TABLE orders ENABLE ROW LEVEL SECURITY")) {
            String[] late = {
                "OWNER TO " + erna,
                "SET (fillfactor = 80)",
                "RESET (autovacuum_enabled)",
                "ALTER COLUMN note SET STATISTICS -1",
                "REPLICA IDENTITY FULL",
                "DISABLE ROW LEVEL SECURITY",
                "CLUSTER ON orders_pkey"
            };
            twins.alter("ALTER TABLE orders " + String.join(", ", CHANGE) + ", " + String.join(", ", late));
            new Succeeding(schema, CHANGE).adds(late).succeed();
            twins.requireAlike();
        }
    }

    @OnEachServer
    void extendedStatisticsKeepNamesSchemasAndTargets(TestSchema schema) throws SQLException {
        String frida = "frida_" + schema.name();
        schema.execute("CREATE ROLE " + frida);
        try (Twins twins = new Twins(
                schema,
                "GRANT CREATE ON SCHEMA public TO " + frida,
                "CREATE SCHEMA elsewhere",
                "GRANT CREATE, USAGE ON SCHEMA elsewhere TO " + frida,
                ORDERS,
                ROWS,
                "ALTER TABLE orders OWNER TO " + frida,
                "CREATE STATISTICS pair (ndistinct, mcv) ON \"Customer\", note FROM orders",
                "CREATE STATISTICS elsewhere.\"Of expressions\" ON lower(note), total FROM orders",
                "CREATE STATISTICS lost ON gone, note FROM orders",
                "ALTER STATISTICS pair SET STATISTICS 33",
                "ALTER STATISTICS pair OWNER TO " + frida,
                "COMMENT ON STATISTICS pair IS 'related'")) {
            twins.requireAlike("ADD COLUMN extra text", "DROP COLUMN gone");
        }
    }

    /** Between the making of the shadow and the opening of the stream nobody watches the source. */
    @OnEachServer
    void whatCameAfterTheShadowIsNotLost(TestSchema schema) throws SQLException {
        for (String come : List.of(
                "CREATE INDEX later ON orders (note)",
                "ALTER TABLE orders ADD COLUMN later int",
                "ALTER TABLE orders ALTER note SET DEFAULT 'later'",
                "ALTER TABLE orders ADD CONSTRAINT later CHECK (note <> 'later')")) {
            schema.execute("DROP TABLE IF EXISTS orders, orders_osc_new", ORDERS);
            Succeeding succeeding = new Succeeding(schema, CHANGE);
            succeeding.shadow();
            schema.execute(come);

            assertThat(succeeding.attempt())
                    .as(come)
                    .isInstanceOfSatisfying(
                            SwapOutcome.Refused.class,
                            refused -> assertThat(refused.reason()).contains("orders is no longer defined as it was"));
        }
    }
}
