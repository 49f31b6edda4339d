// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.plan.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.osc.engine.postgres.shadow.Rehearsal;
import dev.osc.it.servers.OnEachServer;
import dev.osc.it.servers.Product;
import dev.osc.it.servers.ServersOf;
import dev.osc.it.servers.TestSchema;
import dev.osc.schema.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/** What every server tells of a statement that it tries on an empty table. */
@ServersOf(Product.POSTGRESQL)
final class RehearsalTest {

    private static final Map<String, String> EXPECTED = new LinkedHashMap<>();

    static {
        EXPECTED.put("ADD COLUMN x int DEFAULT 7", "AccessExclusive");
        EXPECTED.put("ADD COLUMN x int REFERENCES parent", "AccessExclusive");
        EXPECTED.put("ALTER note TYPE text", "AccessExclusive");
        EXPECTED.put("ALTER note SET STATISTICS 5", "ShareUpdateExclusive");
        EXPECTED.put("SET (fillfactor = 70)", "ShareUpdateExclusive");
        EXPECTED.put("RENAME TO other", "AccessExclusive");
        EXPECTED.put("DISABLE TRIGGER ALL", "ShareRowExclusive");
        EXPECTED.put("ADD FOREIGN KEY (id) REFERENCES parent NOT VALID", "ShareRowExclusive");
        EXPECTED.put("ADD FOREIGN KEY (id) REFERENCES parent", "scans ShareRowExclusive");
        EXPECTED.put("ADD CHECK (id > 0)", "scans AccessExclusive");
        EXPECTED.put("ALTER note SET NOT NULL", "scans AccessExclusive");
        EXPECTED.put("ALTER total SET NOT NULL", "AccessExclusive");
        EXPECTED.put("ADD UNIQUE (note)", "builds [t_note_key] AccessExclusive");
        EXPECTED.put("ALTER id TYPE bigint", "rewrites builds [t_pkey] AccessExclusive");
        EXPECTED.put("SET UNLOGGED", "rewrites builds [t_pkey] AccessExclusive");
        EXPECTED.put("ADD COLUMN x float DEFAULT random()", "rewrites builds [t_pkey] AccessExclusive");
    }

    @OnEachServer(only = {"postgresql-14", "postgresql-15", "postgresql-16", "postgresql-17", "postgresql-18"})
    void tellsWhatTheServerWouldDo(TestSchema schema) throws SQLException {
        schema.execute(
                "CREATE TABLE parent (id int PRIMARY KEY)",
                "CREATE TABLE t (id int PRIMARY KEY, note varchar(20), total int CHECK (total IS NOT NULL))");
        try (Connection connection = schema.connect()) {
            connection.setAutoCommit(false);
            for (Map.Entry<String, String> expected : EXPECTED.entrySet()) {
                Rehearsal told =
                        Rehearsal.of(connection, new TableName("public", "t"), "ALTER TABLE t " + expected.getKey());
                connection.rollback();

                assertThat((told.rewrites() ? "rewrites " : "")
                                + (told.scans() ? "scans " : "")
                                + (told.builds().isEmpty() ? "" : "builds " + told.builds() + " ")
                                + told.lock())
                        .as(expected.getKey())
                        .isEqualTo(expected.getValue());
            }
        }
    }
}
