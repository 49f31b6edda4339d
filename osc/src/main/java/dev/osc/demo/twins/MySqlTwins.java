// SPDX-License-Identifier: Apache-2.0
package dev.osc.demo.twins;

import java.sql.SQLException;
import java.util.List;

/** The twins on MySQL. */
public final class MySqlTwins implements TwinDialect {

    private static final int DEADLOCK = 1213;
    private static final int LOCK_WAIT_TIMEOUT = 1205;

    @Override
    public List<String> create(String table) {
        return List.of("""
                CREATE TABLE %s (
                  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
                  code VARCHAR(32) NULL,
                  customer INT NOT NULL,
                  total DECIMAL(10,2) NOT NULL,
                  state ENUM('new','paid','sent','gone') NOT NULL DEFAULT 'new',
                  remark VARCHAR(200) NULL,
                  UNIQUE KEY by_code (code),
                  KEY by_customer (customer))""".formatted(table));
    }

    @Override
    public String analyze(String table, String twin) {
        return "ANALYZE TABLE " + table + ", " + twin;
    }

    @Override
    public String upsert(String columns, String row, boolean replace) {
        return replace
                ? "REPLACE INTO # (" + columns + ") VALUES " + row
                : "INSERT INTO # (" + columns + ") VALUES " + row
                        + " ON DUPLICATE KEY UPDATE total = total + 5, remark = NULL";
    }

    @Override
    public boolean turnsAway(SQLException failure) {
        return failure.getErrorCode() == DEADLOCK || failure.getErrorCode() == LOCK_WAIT_TIMEOUT;
    }
}
