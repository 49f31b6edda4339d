// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.bench;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.osc.bench.course.NumberedTable;
import dev.osc.bench.course.Product;
import dev.osc.bench.load.BrokenRunException;
import dev.osc.it.servers.OnEachServer;
import dev.osc.it.servers.ServersOf;
import dev.osc.it.servers.TestSchema;
import java.sql.SQLException;
import java.util.List;

/** The proof that a run lost nothing sees every loss. */
@ServersOf({dev.osc.it.servers.Product.MYSQL, dev.osc.it.servers.Product.POSTGRESQL})
final class NumberedTableTest {

    private static final int ROWS = 12_345;

    @OnEachServer
    void seesEveryLoss(TestSchema schema) throws SQLException {
        var product = schema.product() == dev.osc.it.servers.Product.MYSQL ? Product.MYSQL : Product.POSTGRESQL;
        for (var key : NumberedTable.Key.values()) {
            var table = new NumberedTable(product, key, 2);
            try (var connection = schema.connect();
                    var statement = connection.createStatement()) {
                table.create(connection, List.of(), ROWS);
                assertThatCode(() -> table.prove(connection, ROWS, 0, 0)).doesNotThrowAnyException();
                for (var loss : List.of(
                        "UPDATE numbered SET v = v + 1 WHERE n = 7",
                        "UPDATE numbered SET t2 = t1 WHERE n = 7",
                        "DELETE FROM numbered WHERE n = 7")) {
                    connection.setAutoCommit(false);
                    statement.execute(loss);
                    assertThatThrownBy(() -> table.prove(connection, ROWS, 0, 0))
                            .as(key + ": " + loss)
                            .isInstanceOf(BrokenRunException.class);
                    connection.rollback();
                    connection.setAutoCommit(true);
                }
                table.indexSpread(connection);
                table.changeSpread(connection, ROWS, 1000);
                assertThatCode(() -> table.prove(connection, ROWS, ROWS, 1)).doesNotThrowAnyException();
                statement.execute("DROP TABLE numbered");
            }
        }
    }
}
