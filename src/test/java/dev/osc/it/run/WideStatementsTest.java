// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.osc.cutover.Blocker;
import dev.osc.cutover.mysql.MySqlBlockers;
import dev.osc.demo.twins.TwinTables;
import dev.osc.it.servers.OnEachServer;
import dev.osc.it.servers.TestSchema;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** 9.7 can't read information_schema's PROCESSLIST and INNODB_TRX while anybody's statement holds an emoji: osc goes on all the same. */
final class WideStatementsTest {

    private static final String WIDE = "'\uD83D\uDE00'";
    private static final int ROWS = 2000;

    /** A session that runs one statement until it is ended. */
    private record Busy(TestSchema schema, Connection session, long id, CompletableFuture<Void> done)
            implements AutoCloseable {

        static Busy with(TestSchema schema, String... statements) throws SQLException {
            Connection session = schema.connect();
            session.setAutoCommit(false);
            long id = schema.id(session);
            CompletableFuture<Void> done = CompletableFuture.runAsync(() -> {
                try (Statement statement = session.createStatement()) {
                    for (String sql : statements) {
                        statement.execute(sql);
                    }
                } catch (SQLException ended) {
                    throw new CompletionException(ended);
                }
            });
            String last = statements[statements.length - 1];
            while (schema.sessions().stream()
                    .noneMatch(line -> line.startsWith(id + "|") && line.contains("SLEEP") && last.contains("SLEEP"))) {
                assertThat(done).isNotDone();
            }
            return new Busy(schema, session, id, done);
        }

        @Override
        public void close() throws SQLException {
            schema.kill(id);
            done.exceptionally(_ -> null).join();
            session.close();
        }
    }

    @OnEachServer
    void aStatementRunsAllTheTime(TestSchema schema) throws SQLException, InterruptedException {
        Twins.fill(schema, ROWS);
        try (Busy busy = Busy.with(schema, "SELECT SLEEP(300), " + WIDE)) {
            new Osc(schema, TwinTables.TABLE, Wording.of(schema).rewriting("customer")).run();
            assertThat(busy.done()).isNotDone();
        }
        Osc.requireNothingLeft(schema, TwinTables.TABLE);
        Twins.requireEqual(
                schema, TwinTables.TABLE, TwinTables.TWIN, Wording.of(schema).rewriting("customer"));
    }

    /** Its transaction is in InnoDB's list with what it runs: who is in the way is told nevertheless. */
    @OnEachServer
    void itIsInTheWay(TestSchema schema) throws SQLException {
        schema.execute(
                "CREATE TABLE t (id INT PRIMARY KEY, v VARCHAR(9) CHARACTER SET utf8mb4)",
                "INSERT INTO t VALUES (1, 'a')");
        String slow = "UPDATE t SET v = IF(SLEEP(300), v, " + WIDE + ") WHERE id = 1";
        try (Busy busy = Busy.with(schema, "UPDATE t SET v = 'b'", slow);
                Connection asking = schema.connect()) {
            List<Blocker> found = new MySqlBlockers().of(schema.table("t"), asking);

            assertThat(found).singleElement().satisfies(blocker -> {
                assertThat(blocker.session()).isEqualTo(busy.id());
                assertThat(blocker.doing()).contains("SLEEP");
            });
        }
    }
}
