// SPDX-License-Identifier: Apache-2.0
package dev.osc.schema.mysql;

import dev.osc.schema.Dialect;

/** Backquoted names (manual, "Schema Object Names"): right under every sql_mode. */
public final class MySqlDialect implements Dialect {

    @Override
    public String quote(String name) {
        return "`" + name.replace("`", "``") + "`";
    }

    @Override
    public String tableOptions() {
        return " ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin";
    }
}
