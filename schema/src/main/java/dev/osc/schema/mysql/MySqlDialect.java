// SPDX-License-Identifier: Apache-2.0
package dev.osc.schema.mysql;

import dev.osc.schema.Dialect;

/** Backquoted names (manual, "Schema Object Names"): right under every sql_mode. */
public final class MySqlDialect implements Dialect {

    /** How a swap's own ALTER TABLE begins, which changes no row and no column: whoever reads the log may pass it over. */
    public static final String SWAP_ALTERS = "ALTER /* osc swap */ TABLE ";

    @Override
    public String quote(String name) {
        return "`" + name.replace("`", "``") + "`";
    }

    @Override
    public String tableOptions() {
        return " ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin";
    }
}
