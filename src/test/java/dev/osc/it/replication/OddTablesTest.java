// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.replication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.osc.it.servers.OnEachServer;
import dev.osc.it.servers.TestSchema;
import dev.osc.replication.StreamException;
import dev.osc.schema.KeyTuple;
import java.sql.SQLException;

/** Tables whose rows are logged in a form of their own. */
final class OddTablesTest {

    /** Differences of JSON values in place of the values (8.0: binlog_row_value_options). */
    @OnEachServer(only = "mysql-8.0.15")
    void passesOverPartialJson(TestSchema schema) throws SQLException, InterruptedException {
        schema.execute(
                "CREATE TABLE t (j JSON, id INT PRIMARY KEY, n INT, k JSON, b TEXT)",
                "INSERT INTO t VALUES (CONCAT('{\"a\": \"', REPEAT('x', 500), '\", \"b\": 1}'), 1, 1, '{\"c\": [1, 2, 3]}', 't')",
                "INSERT INTO t SELECT j, 2, n, k, b FROM t");
        for (String image : new String[] {"FULL", "NOBLOB", "MINIMAL"}) {
            try (Watch watch = Watch.fromEnd(schema, "t")) {
                schema.execute(
                        "SET SESSION binlog_row_value_options = 'PARTIAL_JSON', binlog_row_image = " + image,
                        "UPDATE t SET j = JSON_SET(j, '$.b', 2), n = n + 1",
                        "UPDATE t SET j = JSON_SET(j, '$.b', 3), k = JSON_REMOVE(k, '$.c[0]'), id = id + 10 WHERE id = 2",
                        "UPDATE t SET id = id - 10, n = 5 WHERE id = 12");
                assertThat(watch.drain().keys())
                        .as(image)
                        .containsExactly(key(1), key(2), key(2), key(12), key(12), key(2));
            }
        }
    }

    /** As MariaDB stored them before 10.1: without a fraction their lengths are known. */
    @OnEachServer(
            only = "mariadb-11.4.5",
            options = {"mysql56_temporal_format=OFF", "server_id=101"})
    void passesOverOldTemporalColumns(TestSchema schema) throws SQLException, InterruptedException {
        schema.execute("CREATE TABLE t (a DATETIME, b TIME, c TIMESTAMP NULL, id INT PRIMARY KEY)");
        try (Watch watch = Watch.fromEnd(schema, "t")) {
            schema.execute(
                    "INSERT INTO t VALUES ('2001-02-03 04:05:06', '-07:08:09', '2001-02-03 04:05:06', 1),"
                            + " ('9999-12-31 23:59:59', '838:59:59', NULL, 2), (NULL, NULL, NULL, 3)",
                    "UPDATE t SET b = '00:00:01'",
                    "DELETE FROM t");
            assertThat(schema.rows("SHOW CREATE TABLE t").getFirst()).contains("mariadb-5.3");
            assertThat(watch.drain().keys())
                    .containsExactly(key(1), key(2), key(3), key(1), key(2), key(3), key(1), key(2), key(3));
        }
    }

    @OnEachServer
    void readsTablesWithGeneratedColumns(TestSchema schema) throws SQLException, InterruptedException {
        schema.execute("""
                CREATE TABLE t (v INT GENERATED ALWAYS AS (id * 2) VIRTUAL, j JSON, s INT GENERATED ALWAYS AS (id * 3) STORED,
                                x VARCHAR(50) GENERATED ALWAYS AS (JSON_EXTRACT(j, '$.a')) VIRTUAL, id INT PRIMARY KEY, n INT,
                                KEY (v), KEY (x))""");
        for (String image : new String[] {"FULL", "NOBLOB", "MINIMAL"}) {
            try (Watch watch = Watch.fromEnd(schema, "t")) {
                schema.execute(
                        "SET SESSION binlog_row_image = " + image,
                        "INSERT INTO t (id, n, j) VALUES (1, 1, '{\"a\": \"b\"}'), (2, NULL, NULL)",
                        "UPDATE t SET n = 7",
                        "UPDATE t SET id = 3 WHERE id = 2",
                        "DELETE FROM t");
                assertThat(watch.drain().keys())
                        .as(image)
                        .containsExactly(key(1), key(2), key(1), key(2), key(2), key(3), key(1), key(3));
            }
        }
    }

    /** Without a primary key the server logs the first UNIQUE NOT NULL key in its stead. */
    @OnEachServer
    void followsTheUniqueKeyOfATableWithoutPrimaryKey(TestSchema schema) throws SQLException, InterruptedException {
        schema.execute("CREATE TABLE t (v INT, a INT NOT NULL, b INT, UNIQUE KEY (a))");
        for (String image : new String[] {"FULL", "NOBLOB", "MINIMAL"}) {
            try (Watch watch = Watch.fromEnd(schema, "t")) {
                schema.execute(
                        "SET SESSION binlog_row_image = " + image,
                        "INSERT INTO t VALUES (1, 1, 1)",
                        "UPDATE t SET v = 2",
                        "UPDATE t SET a = 2",
                        "DELETE FROM t");
                assertThat(watch.drain().keys()).as(image).containsExactly(key(1), key(1), key(1), key(2), key(2));
            }
        }
    }

    @OnEachServer(options = {"max_allowed_packet=64M", "net_write_timeout=1"})
    void readsRowsOfManyMegabytes(TestSchema schema) throws SQLException, InterruptedException {
        schema.execute("CREATE TABLE t (id INT PRIMARY KEY, b LONGBLOB)");
        try (Watch watch = Watch.fromEnd(schema, "t")) {
            // beyond one packet of 16 MB: each image alone, and both together
            schema.execute(
                    "INSERT INTO t SELECT 1, REPEAT('x', 9000000)",
                    "INSERT INTO t SELECT 2, REPEAT('y', 20000000)",
                    "UPDATE t SET b = REPEAT('z', 18000000)",
                    "DELETE FROM t WHERE id = 2");
            assertThat(watch.drain().keys()).containsExactly(key(1), key(2), key(1), key(2), key(2));
        }
    }

    /** Partitions, and names that need quoting. */
    @OnEachServer
    void readsPartitionsAndOddNames(TestSchema schema) throws SQLException, InterruptedException {
        String name = "öd-`d'x";
        String quoted = "`öd-``d'x`";
        schema.execute("CREATE TABLE " + quoted + " (id INT PRIMARY KEY) PARTITION BY HASH (id) PARTITIONS 3");
        try (Watch watch = Watch.fromEnd(schema, name)) {
            schema.execute(
                    "INSERT INTO " + quoted + " VALUES (1), (2), (3)",
                    "UPDATE " + quoted + " SET id = 10 WHERE id = 1");
            assertThat(watch.drain().keys()).containsExactlyInAnyOrder(key(1), key(2), key(3), key(1), key(10));
            schema.execute("ALTER TABLE " + quoted + " ADD COLUMN ü INT");
            assertThatThrownBy(watch::drain).isInstanceOf(StreamException.TableChanged.class);
        }
    }

    private static KeyTuple key(long id) {
        return KeyTuple.ofLong(id);
    }
}
