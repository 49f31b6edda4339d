// SPDX-License-Identifier: Apache-2.0
package dev.osc.replication.binlog.statement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.osc.schema.TableName;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StatementScreenTest {

    private static final TableName ORDERS = new TableName("shop", "orders");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER TABLE orders ADD COLUMN a INT",
                "alter ignore table orders drop a",
                "ALTER TABLE `shop`.`orders` ENGINE=InnoDB",
                "ALTER TABLE shop . orders FORCE",
                "/* c */ ALTER /*! TABLE */ orders FORCE",
                "-- first\nALTER TABLE orders FORCE",
                "# first\nALTER TABLE orders FORCE",
                "ALTER TABLE \"orders\" FORCE",
                "ALTER TABLE other RENAME TO orders",
                "ALTER TABLE other RENAME orders",
                "ALTER TABLE other ADD FOREIGN KEY (a) REFERENCES orders (id)",
                "ALTER TABLE other EXCHANGE PARTITION p WITH TABLE shop.orders",
                "CREATE TABLE other (a INT REFERENCES shop.orders (id))",
                "CREATE INDEX i ON orders (a)",
                "CREATE UNIQUE INDEX i USING BTREE ON orders (a)",
                "CREATE FULLTEXT INDEX i ON shop.orders (a)",
                "DROP INDEX i ON orders",
                "DROP INDEX `PRIMARY` ON `orders`",
                "TRUNCATE orders",
                "TRUNCATE TABLE shop.orders",
                "DROP TABLE orders",
                "DROP TABLE IF EXISTS a, b.orders, orders",
                "DROP TABLES orders CASCADE",
                "RENAME TABLE orders TO orders2",
                "RENAME TABLE a TO b, c TO orders",
                "REPAIR TABLE orders",
                "DROP DATABASE shop",
                "DROP SCHEMA IF EXISTS `shop`",
                "CREATE OR REPLACE TABLE orders (id INT)"
            })
    void seesAChangedTable(String sql) {
        assertThat(judge(sql)).isInstanceOf(Verdict.TableChanged.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSERT INTO orders VALUES (1)",
                "INSERT LOW_PRIORITY IGNORE orders VALUES (1)",
                "REPLACE INTO shop.orders SELECT 1",
                "UPDATE orders SET a = 1",
                "UPDATE other, shop.orders o SET o.a = 1",
                "DELETE FROM orders",
                "DELETE other, orders FROM other JOIN orders",
                "WITH c AS (SELECT 1) DELETE FROM orders",
                "LOAD DATA INFILE 'x' INTO TABLE orders",
                "SELECT write_something()",
                "CALL write_something()",
                "DO write_something()",
                "SOMETHING NEW orders"
            })
    void seesAWriteThatIsNotLoggedAsRows(String sql) {
        assertThat(judge(sql)).isInstanceOf(Verdict.UnloggedWrite.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "# Dum",
                "BEGIN",
                "SAVEPOINT `orders`",
                "ALTER TABLE other.orders FORCE",
                "ALTER TABLE orders_osc_new ADD COLUMN orders INT",
                "ALTER TABLE other COMMENT 'ALTER TABLE orders'",
                "ALTER TABLE other COMMENT 'it''s \\' RENAME TO orders'",
                "ALTER DATABASE shop CHARACTER SET utf8",
                "CREATE TABLE orders_osc_new LIKE orders",
                "CREATE TABLE orders_osc_new LIKE shop.orders",
                "CREATE TABLE IF NOT EXISTS orders (id INT)",
                "CREATE TEMPORARY TABLE orders (id INT)",
                "DROP TEMPORARY TABLE IF EXISTS orders",
                "DROP TABLE other.orders",
                "DROP TABLE orders_osc_old",
                "DROP DATABASE other",
                "ALTER /* osc swap */ TABLE `shop`.`orders` ADD CONSTRAINT a FOREIGN KEY (b) REFERENCES c (d)",
                "ALTER /* osc swap */ TABLE `shop`.`kid` ADD CONSTRAINT a FOREIGN KEY (b) REFERENCES `shop`.`orders` (d)",
                "DROP VIEW orders_view",
                "CREATE VIEW v AS SELECT * FROM orders",
                "CREATE DEFINER=`root`@`%` TRIGGER t AFTER INSERT ON orders FOR EACH ROW SET @a = 1",
                "CREATE PROCEDURE p() DELETE FROM orders",
                "ANALYZE TABLE orders",
                "OPTIMIZE TABLE orders",
                "GRANT SELECT ON shop.orders TO x",
                "CREATE USER orders",
                "RENAME USER orders TO orders2",
                "FLUSH TABLES orders",
                "INSERT INTO other SELECT * FROM orders",
                "UPDATE other SET a = 'orders'",
                "DELETE FROM other",
                "INSERT INTO other.orders VALUES (1)",
                "CREATE INDEX orders ON other (a)"
            })
    void passesTheRest(String sql) {
        assertThat(judge(sql)).isEqualTo(Verdict.HARMLESS);
    }

    @Test
    void comparesNamesAsTheServerDoes() {
        assertThat(judge("ALTER TABLE Orders FORCE")).isEqualTo(Verdict.HARMLESS);
        assertThat(new StatementScreen(new WatchedTable(ORDERS, true))
                        .judge(new LoggedStatement("SHOP", "ALTER TABLE Orders FORCE", true)))
                .isInstanceOf(Verdict.TableChanged.class);
    }

    @Test
    void readsTextsAsTheSessionDoes() {
        String sql = "ALTER TABLE other COMMENT 'a\\', RENAME TO orders -- '";
        assertThat(screen().judge(new LoggedStatement("shop", sql, false))).isInstanceOf(Verdict.TableChanged.class);
        assertThat(screen().judge(new LoggedStatement("shop", sql, true))).isEqualTo(Verdict.HARMLESS);
    }

    @Test
    void endsOnWhateverIsLeftOpen() {
        Random random = new Random(11);
        String pieces = "`'\"/*!-- \n#*/.,()\\abc orders ALTER TABLE DROP";
        for (int round = 0; round < 20_000; round++) {
            StringBuilder sql = new StringBuilder();
            for (int i = random.nextInt(30); i > 0; i--) {
                int at = random.nextInt(pieces.length());
                sql.append(pieces, at, Math.min(pieces.length(), at + 1 + random.nextInt(6)));
            }
            assertThat(judge(sql.toString())).isNotNull();
        }
    }

    private static StatementScreen screen() {
        return new StatementScreen(new WatchedTable(ORDERS, false));
    }

    private static Verdict judge(String sql) {
        return screen().judge(new LoggedStatement("shop", sql, true));
    }
}
