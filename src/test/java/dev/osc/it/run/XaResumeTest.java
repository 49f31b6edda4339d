// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.osc.demo.twins.TwinTables;
import dev.osc.failure.ExitCode;
import dev.osc.failure.OscException;
import dev.osc.it.servers.OnEachServer;
import dev.osc.it.servers.Product;
import dev.osc.it.servers.ServersOf;
import dev.osc.it.servers.TestSchema;
import dev.osc.run.Watcher.Phase;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Transactions that are prepared in one run and end in another, or between two: MySQL logs their rows when they are prepared, so
 * the position stays before them (I1, I3, I8). All is copied when the first run ends: what such a transaction changed comes by
 * the stream, or never.
 */
final class XaResumeTest {

    private static final int ROWS = 2000;

    private static Osc osc(TestSchema schema) {
        return new Osc(schema, TwinTables.TABLE, Wording.of(schema).rewriting("customer"));
    }

    @ServersOf(Product.MYSQL)
    @OnEachServer(everywhere = true)
    void mysql(TestSchema schema) throws SQLException, InterruptedException {
        preparedInOneRunEndedInAnother(schema);
    }

    @ServersOf(Product.MYSQL)
    @OnEachServer(
            only = {"mysql-5.7.22", "mysql-8.0.12", "mysql-8.0.15"},
            options = {"gtid_mode=ON", "enforce_gtid_consistency=ON"})
    void mysqlByGtid(TestSchema schema) throws SQLException, InterruptedException {
        preparedInOneRunEndedInAnother(schema);
    }

    @ServersOf(Product.POSTGRESQL)
    @OnEachServer(everywhere = true, options = "max_prepared_transactions=10")
    void postgresql(TestSchema schema) throws SQLException, InterruptedException {
        preparedInOneRunEndedInAnother(schema);
    }

    private static void preparedInOneRunEndedInAnother(TestSchema schema) throws SQLException, InterruptedException {
        Twins.fill(schema, ROWS);
        Branch[] branches = new Branch[7];
        for (int i = 0; i < branches.length; i++) {
            branches[i] = new Branch(schema, i + 1);
        }
        stopped(osc(schema)
                .at(Phase.COPY, () -> prepare(branches[0], branches[1], branches[2], branches[3]))
                .at(Phase.CATCH_UP, () -> {
                    // behind the last checkpoint
                    prepare(branches[4], branches[5]);
                    Thread.currentThread().interrupt();
                }));
        branches[0].commit();
        branches[1].rollBack();
        branches[6].prepare();
        branches[6].commit();

        stopped(osc(schema)
                .at(Phase.COPY, branches[2]::commit)
                .at(Phase.CATCH_UP, () -> Thread.currentThread().interrupt()));

        long copied = osc(schema)
                .at(Phase.CATCH_UP, () -> {
                    branches[3].commit();
                    branches[4].commit();
                    branches[5].rollBack();
                })
                .run()
                .rowsCopied();
        assertThat(copied).as("rows that the last run had to copy").isZero();
        Osc.requireNothingLeft(schema, TwinTables.TABLE);
        Twins.requireEqual(
                schema, TwinTables.TABLE, TwinTables.TWIN, Wording.of(schema).rewriting("customer"));
    }

    private static void stopped(Osc osc) throws InterruptedException {
        OscException ended = osc.fails();
        assertThat(ended.code()).isEqualTo(ExitCode.ABORTED);
    }

    private static void prepare(Branch... branches) throws SQLException {
        for (Branch branch : branches) {
            branch.prepare();
        }
    }

    /** A transaction on rows of its own in both tables, by the product's own words. */
    private record Branch(TestSchema schema, int number) {

        private static final int XAER_NOTA = 1397;

        private boolean xa() {
            return schema.product() == Product.MYSQL;
        }

        private String name() {
            return "'" + schema.name() + "_" + number + "'";
        }

        void prepare() throws SQLException {
            List<String> statements = new ArrayList<>();
            statements.add(xa() ? "XA START " + name() : "BEGIN");
            for (String table : List.of(TwinTables.TABLE, TwinTables.TWIN)) {
                statements.add("UPDATE " + table + " SET customer = customer + 100000 WHERE id = " + 20 * number);
                statements.add("DELETE FROM " + table + " WHERE id = " + (20 * number + 2));
                statements.add(
                        "INSERT INTO " + table + " (id, customer, total) VALUES (" + (20 * number + 1) + ", 1, 2)");
                statements.add(
                        "UPDATE " + table + " SET id = " + (20 * number + 3) + " WHERE id = " + (20 * number + 4));
            }
            if (xa()) {
                statements.add("XA END " + name());
            }
            statements.add((xa() ? "XA PREPARE " : "PREPARE TRANSACTION ") + name());
            schema.execute(statements.toArray(String[]::new));
        }

        void commit() throws SQLException {
            end(xa() ? "XA COMMIT " : "COMMIT PREPARED ");
        }

        void rollBack() throws SQLException {
            end(xa() ? "XA ROLLBACK " : "ROLLBACK PREPARED ");
        }

        /** Until the server has seen that the session which prepared it is gone, MariaDB says that there is no such transaction. */
        private void end(String statement) throws SQLException {
            for (int tries = 0; ; tries++) {
                try {
                    schema.execute(statement + name());
                    return;
                } catch (SQLException e) {
                    if (e.getErrorCode() != XAER_NOTA || tries == 1000) {
                        throw e;
                    }
                    schema.execute("DO SLEEP(0.01)");
                }
            }
        }
    }
}
