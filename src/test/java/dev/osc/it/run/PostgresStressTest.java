// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.osc.demo.twins.PostgresTwins;
import dev.osc.demo.twins.TwinTables;
import dev.osc.it.servers.OnEachServer;
import dev.osc.it.servers.Product;
import dev.osc.it.servers.ServersOf;
import dev.osc.it.servers.TestSchema;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** PostgreSQL under stress: each kind of change once, and each way that the log can come. */
@ServersOf(Product.POSTGRESQL)
final class PostgresStressTest extends StressContract {

    private static final String REWRITTEN =
            "ALTER COLUMN total TYPE numeric(14,2), ADD COLUMN note varchar(40) NOT NULL DEFAULT ''";

    PostgresStressTest() {
        super(new PostgresTwins());
    }

    @Override
    void requireEqual(TestSchema schema, String table, String twin, String alter) throws SQLException {
        schema.execute("ALTER TABLE " + twin + " " + alter);
        assertThat(definition(schema, table)).isEqualTo(definition(schema, twin));
        try (Connection connection = schema.connect()) {
            assertThat(TwinTables.differences(connection, table, twin)).isEmpty();
            assertThat(TwinTables.count(connection, table))
                    .isEqualTo(TwinTables.count(connection, twin))
                    .isPositive();
        }
    }

    /** Columns, constraints and indexes, the twin's names as the table's. */
    private static List<String> definition(TestSchema schema, String table) throws SQLException {
        return schema.rows("""
                SELECT replace(line, '%2$s', '%3$s') FROM (
                    SELECT format('%%s %%s %%s', attname, format_type(atttypid, atttypmod), attnotnull) AS line
                      FROM pg_attribute WHERE attrelid = '%1$s'::regclass AND attnum > 0 AND NOT attisdropped
                    UNION ALL
                    SELECT conname || ' ' || pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = '%1$s'::regclass
                    UNION ALL
                    SELECT pg_get_indexdef(indexrelid) FROM pg_index WHERE indrelid = '%1$s'::regclass) AS lines
                 ORDER BY 1""".formatted(table, TwinTables.TWIN, TwinTables.TABLE));
    }

    @Override
    boolean earnedByTheChange(String error) {
        return error.startsWith("42703");
    }

    @OnEachServer
    void rewritten(TestSchema schema) throws SQLException, InterruptedException {
        changesUnderWriters(schema, "", REWRITTEN);
    }

    @OnEachServer
    void aUniqueConstraintThatHolds(TestSchema schema) throws SQLException, InterruptedException {
        changesUnderWriters(schema, "ALTER COLUMN code SET DEFAULT NULL", "ADD UNIQUE (code, customer)");
    }

    @OnEachServer
    void aDroppedColumn(TestSchema schema) throws SQLException, InterruptedException {
        changesUnderWriters(schema, "", "DROP COLUMN remark");
    }

    @OnEachServer
    void aRenamedColumn(TestSchema schema) throws SQLException, InterruptedException {
        changesUnderWriters(schema, "", "RENAME COLUMN remark TO words");
    }

    @OnEachServer
    void aWiderKey(TestSchema schema) throws SQLException, InterruptedException {
        changesUnderWriters(schema, "ALTER COLUMN id TYPE integer", "ALTER COLUMN id TYPE bigint");
    }

    @OnEachServer(options = "logical_decoding_work_mem=64kB")
    void withTransactionsThatComeWhileTheyRun(TestSchema schema) throws SQLException, InterruptedException {
        changesUnderWriters(schema, "", REWRITTEN);
    }

    @OnEachServer(options = "synchronous_commit=off")
    void withCommitsThatAreNotFlushed(TestSchema schema) throws SQLException, InterruptedException {
        changesUnderWriters(schema, "", REWRITTEN);
    }
}
