// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.mysql.preflight.facts;

import dev.osc.schema.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * The table, and what is around it.
 *
 * @param companions the source itself and what bears the names of its shadow and its retired table
 * @param triggers by name
 * @param foreignKeys from and to it
 * @param transactions that have been open for long
 */
public record TableState(
        List<Companion> companions,
        List<String> triggers,
        List<ForeignKey> foreignKeys,
        List<OpenTransaction> transactions) {

    public enum Role {
        SOURCE,
        SHADOW,
        RETIRED
    }

    /** @param data, indexes in bytes, the server's estimate */
    public record Companion(Role role, String comment, long data, long indexes) {}

    public TableState {
        companions = List.copyOf(companions);
        triggers = List.copyOf(triggers);
        foreignKeys = List.copyOf(foreignKeys);
        transactions = List.copyOf(transactions);
    }

    static TableState read(Ask ask, Connection connection, TableName table, ServerWords words) throws SQLException {
        return new TableState(
                companions(ask, table),
                ask.rows(
                        "triggers",
                        row -> Ask.text(row.getString(1)),
                        "SELECT TRIGGER_NAME FROM information_schema.TRIGGERS"
                                + " WHERE EVENT_OBJECT_SCHEMA = ? AND EVENT_OBJECT_TABLE = ?",
                        table.schema(),
                        table.table()),
                ForeignKeys.read(ask, table, words),
                OpenTransaction.read(ask, connection, table));
    }

    /** One look at a table by its whole name each: 5.7 opens every table of the schema to answer a longer list. */
    private static List<Companion> companions(Ask ask, TableName table) throws SQLException {
        String one = """
                SELECT '%s', TABLE_COMMENT, DATA_LENGTH, INDEX_LENGTH FROM information_schema.TABLES
                 WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ?""";
        return ask.rows(
                "tables",
                row -> new Companion(
                        Role.valueOf(row.getString(1)), Ask.text(row.getString(2)), row.getLong(3), row.getLong(4)),
                String.join(
                        " UNION ALL ",
                        one.formatted(Role.SOURCE),
                        one.formatted(Role.SHADOW),
                        one.formatted(Role.RETIRED)),
                table.schema(),
                table.table(),
                table.shadow().schema(),
                table.shadow().table(),
                table.retired().schema(),
                table.retired().table());
    }

    public Optional<Companion> companion(Role role) {
        return companions.stream().filter(one -> one.role() == role).findFirst();
    }

    /** Bytes of the source's rows. */
    public long data() {
        return companion(Role.SOURCE).map(Companion::data).orElse(0L);
    }

    /** Bytes of the source's other indexes. */
    public long indexes() {
        return companion(Role.SOURCE).map(Companion::indexes).orElse(0L);
    }
}
