// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.postgres;

import dev.osc.copy.ChunkVerbs;
import dev.osc.plan.Migration;
import dev.osc.replay.FlushVerb;
import dev.osc.schema.ColumnMapping;
import dev.osc.schema.KeyRange;
import dev.osc.schema.KeyShape;
import dev.osc.schema.KeyTuple;
import dev.osc.schema.TableName;
import dev.osc.schema.postgres.PostgresDialect;
import dev.osc.schema.postgres.PostgresKeySql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The verbs that write to the shadow, and the chunk bounds. Values never leave the server: the assignment of the INSERT
 * converts them as ALTER … TYPE without USING does, and what USING says stands in the mapping.
 */
final class PostgresVerbs implements ChunkVerbs, FlushVerb {

    private final PostgresKeySql sourceKeys;
    private final PostgresKeySql shadowKeys;
    private final String source;
    private final String insert;
    private final String delete;

    PostgresVerbs(TableName source, TableName shadow, KeyShape key, ColumnMapping mapping) {
        PostgresDialect dialect = new PostgresDialect();
        this.sourceKeys = PostgresKeySql.ofSource(key);
        this.shadowKeys = PostgresKeySql.ofShadow(key);
        this.source = " FROM ONLY " + dialect.quote(source);
        String into = mapping.pairs().stream()
                .map(pair -> dialect.quote(pair.shadow()))
                .collect(Collectors.joining(", "));
        String values = mapping.pairs().stream()
                .map(pair -> pair.expression() == null ? dialect.quote(pair.source()) : "(" + pair.expression() + ")")
                .collect(Collectors.joining(", "));
        // identity columns keep their values, also GENERATED ALWAYS; without one the words change nothing
        this.insert = "INSERT INTO " + dialect.quote(shadow) + " (" + into + ") OVERRIDING SYSTEM VALUE SELECT "
                + values + this.source;
        this.delete = "DELETE FROM " + dialect.quote(shadow);
    }

    static PostgresVerbs of(Migration migration) {
        return new PostgresVerbs(
                migration.source().name(), migration.shadow().name(), migration.key(), migration.mapping());
    }

    @Override
    public @Nullable KeyTuple bound(Connection connection, @Nullable KeyTuple after, int rows) throws SQLException {
        String above = after == null ? "" : " WHERE " + sourceKeys.above(after);
        return first(connection, above + ordered(rows - 1L));
    }

    @Override
    public @Nullable Middle middle(Connection connection, KeyRange range) throws SQLException {
        String where = " WHERE " + sourceKeys.inside(range);
        long rows;
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*)" + source + where)) {
            row.next();
            rows = row.getLong(1);
        }
        KeyTuple key = first(connection, where + ordered(Math.max(0, (rows + 1) / 2 - 1)));
        return key == null ? null : new Middle(key, rows);
    }

    private String ordered(long offset) {
        return " ORDER BY " + sourceKeys.order() + " LIMIT 1 OFFSET " + offset;
    }

    private @Nullable KeyTuple first(Connection connection, String rest) throws SQLException {
        String sql = "SELECT " + sourceKeys.selectList("") + source + rest;
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? sourceKeys.read(row, 1) : null;
        }
    }

    @Override
    public long copy(Connection connection, KeyRange range) throws SQLException {
        return update(connection, insert + " WHERE " + sourceKeys.inside(range));
    }

    @Override
    public void clear(Connection connection, KeyRange range) throws SQLException {
        update(connection, delete + " WHERE " + shadowKeys.inside(range));
    }

    @Override
    public long flush(Connection connection, Collection<KeyTuple> keys, Collection<KeyTuple> evict)
            throws SQLException {
        List<KeyTuple> gone = Stream.concat(keys.stream(), evict.stream()).toList();
        update(connection, delete + " WHERE " + shadowKeys.in("", gone));
        return keys.isEmpty() ? 0 : update(connection, insert + " WHERE " + sourceKeys.in("", keys));
    }

    private static long update(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.executeLargeUpdate(sql);
        }
    }
}
