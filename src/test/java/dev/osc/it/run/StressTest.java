// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.run;

import dev.osc.it.servers.OnEachServer;
import dev.osc.it.servers.TestSchema;
import java.sql.SQLException;

/** MySQL under stress: each kind of change once, and each way of logging once. */
final class StressTest extends StressContract {

    private static final String REBUILT =
            "MODIFY total DECIMAL(14,2) NOT NULL, ADD COLUMN note VARCHAR(40) NOT NULL DEFAULT '' FIRST,"
                    + " MODIFY customer INT NOT NULL AFTER remark";

    @Override
    boolean earnedByTheChange(String error) {
        return error.startsWith("42S22 Unknown column");
    }

    @Override
    boolean writersTurnEachOtherAway() {
        return true;
    }

    @OnEachServer(everywhere = true)
    void rebuiltWithColumnsInAnotherOrder(TestSchema schema) throws SQLException, InterruptedException {
        changesUnderWriters(schema, "", REBUILT);
    }

    @OnEachServer(everywhere = true)
    void aUniqueKeyThatHolds(TestSchema schema) throws SQLException, InterruptedException {
        changesUnderWriters(schema, "DROP KEY by_code, ADD KEY by_code (code)", "ADD UNIQUE KEY one_code (code)");
    }

    @OnEachServer(everywhere = true)
    void aDroppedColumn(TestSchema schema) throws SQLException, InterruptedException {
        changesUnderWriters(schema, "", "DROP COLUMN remark");
    }

    @OnEachServer(everywhere = true)
    void aRenamedColumnAndKeyColumn(TestSchema schema) throws SQLException, InterruptedException {
        changesUnderWriters(
                schema, "", "CHANGE remark words VARCHAR(200) NULL, CHANGE id order_id BIGINT NOT NULL AUTO_INCREMENT");
    }

    @OnEachServer(everywhere = true)
    void aWiderKey(TestSchema schema) throws SQLException, InterruptedException {
        changesUnderWriters(
                schema, "MODIFY id INT NOT NULL AUTO_INCREMENT", "MODIFY id BIGINT NOT NULL AUTO_INCREMENT");
    }

    @OnEachServer(
            everywhere = true,
            options = {"gtid_mode=ON", "enforce_gtid_consistency=ON"})
    void withGtids(TestSchema schema) throws SQLException, InterruptedException {
        changesUnderWriters(schema, "", REBUILT);
    }

    @OnEachServer(everywhere = true, options = "binlog_row_image=MINIMAL")
    void withMinimalRowImages(TestSchema schema) throws SQLException, InterruptedException {
        changesUnderWriters(schema, "", REBUILT);
    }

    /** Rows and statements come compressed, those of a few bytes, too. */
    @OnEachServer(
            only = "mariadb-11.4.5",
            options = {"log_bin_compress=ON", "log_bin_compress_min_len=10"})
    void withACompressedLog(TestSchema schema) throws SQLException, InterruptedException {
        changesUnderWriters(schema, "", REBUILT);
    }

    /** Transactions of a group become visible in any order: each is settled by itself. */
    @OnEachServer(
            everywhere = true,
            options = {"binlog_order_commits=OFF", "binlog_group_commit_sync_delay=2000"})
    void visibleInAnotherOrderThanLogged(TestSchema schema) throws SQLException, InterruptedException {
        changesUnderWriters(schema, "", REBUILT);
    }

    @OnEachServer(
            options = {
                "binlog_order_commits=OFF",
                "binlog_group_commit_sync_delay=2000",
                "gtid_mode=ON",
                "enforce_gtid_consistency=ON"
            })
    void visibleInAnotherOrderThanLoggedWithGtids(TestSchema schema) throws SQLException, InterruptedException {
        changesUnderWriters(schema, "", REBUILT);
    }
}
