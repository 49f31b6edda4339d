// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.run;

import dev.osc.it.servers.OnEachServer;
import dev.osc.it.servers.Product;
import dev.osc.it.servers.ServersOf;
import dev.osc.it.servers.TestSchema;
import java.sql.SQLException;

/** PostgreSQL under stress: each kind of change once, and each way that the log can come. */
@ServersOf(Product.POSTGRESQL)
final class PostgresStressTest extends StressContract {

    private static final String REWRITTEN =
            "ALTER COLUMN total TYPE numeric(14,2), ADD COLUMN note varchar(40) NOT NULL DEFAULT ''";

    @Override
    boolean earnedByTheChange(String error) {
        return error.startsWith("42703 ");
    }

    @Override
    boolean writersTurnEachOtherAway() {
        return false;
    }

    @OnEachServer
    void rewritten(TestSchema schema) throws SQLException, InterruptedException {
        changesUnderWriters(schema, "", REWRITTEN);
    }

    @OnEachServer(newestOf = Product.POSTGRESQL)
    void aUniqueKeyThatHolds(TestSchema schema) throws SQLException, InterruptedException {
        changesUnderWriters(schema, "DROP CONSTRAINT #_code_key", "ADD UNIQUE (code)");
    }

    @OnEachServer(newestOf = Product.POSTGRESQL)
    void aUniqueKeyOfTwoColumns(TestSchema schema) throws SQLException, InterruptedException {
        changesUnderWriters(schema, "ALTER COLUMN code SET DEFAULT NULL", "ADD UNIQUE (code, customer)");
    }

    @OnEachServer(newestOf = Product.POSTGRESQL)
    void aDroppedColumn(TestSchema schema) throws SQLException, InterruptedException {
        changesUnderWriters(schema, "", "DROP COLUMN remark");
    }

    @OnEachServer(newestOf = Product.POSTGRESQL)
    void aRenamedColumn(TestSchema schema) throws SQLException, InterruptedException {
        changesUnderWriters(schema, "", "RENAME COLUMN remark TO words");
    }

    @OnEachServer(newestOf = Product.POSTGRESQL)
    void aRenamedKeyColumn(TestSchema schema) throws SQLException, InterruptedException {
        changesUnderWriters(schema, "", "RENAME COLUMN id TO order_id");
    }

    @OnEachServer
    void aWiderKey(TestSchema schema) throws SQLException, InterruptedException {
        changesUnderWriters(schema, "ALTER COLUMN id TYPE integer", "ALTER COLUMN id TYPE bigint");
    }

    @OnEachServer(newestOf = Product.POSTGRESQL, options = "logical_decoding_work_mem=64kB")
    void withTransactionsThatComeWhileTheyRun(TestSchema schema) throws SQLException, InterruptedException {
        changesUnderWriters(schema, "", REWRITTEN);
    }

    @OnEachServer(newestOf = Product.POSTGRESQL, options = "synchronous_commit=off")
    void withCommitsThatAreNotFlushed(TestSchema schema) throws SQLException, InterruptedException {
        changesUnderWriters(schema, "", REWRITTEN);
    }

    @OnEachServer(newestOf = Product.POSTGRESQL)
    void ofAnotherReplicaIdentity(TestSchema schema) throws SQLException, InterruptedException {
        changesUnderWriters(schema, "REPLICA IDENTITY FULL", REWRITTEN);
    }
}
