// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.mysql;

import dev.osc.copy.ChunkVerbs;
import dev.osc.engine.mysql.session.InZone;
import dev.osc.plan.Migration;
import dev.osc.replay.FlushVerb;
import dev.osc.schema.ColumnMapping;
import dev.osc.schema.KeyRange;
import dev.osc.schema.KeyShape;
import dev.osc.schema.KeyTuple;
import dev.osc.schema.Table;
import dev.osc.schema.mysql.MySqlAssignment;
import dev.osc.schema.mysql.MySqlDialect;
import dev.osc.schema.mysql.MySqlKeySql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The verbs that write to the shadow, and the chunk bounds. Values never leave the server. Tables are named without
 * aliases: under LOCK TABLES an alias would need a lock of its own (manual, "LOCK TABLES").
 */
final class MySqlVerbs implements ChunkVerbs, FlushVerb {

    private final MySqlKeySql sourceKeys;
    private final MySqlKeySql shadowKeys;
    private final String source;
    private final String shadow;
    private final String sourceIndex;
    private final String insert;
    private final String zone;

    /**
     * @param shadowIndex the key's name in the shadow, to be used whatever the statistics of a table being filled say
     */
    MySqlVerbs(Table source, Table shadow, KeyShape key, String shadowIndex, ColumnMapping mapping) {
        MySqlDialect dialect = new MySqlDialect();
        this.zone = mapping.zone();
        this.sourceKeys = MySqlKeySql.ofSource(key);
        this.shadowKeys = MySqlKeySql.ofShadow(key);
        this.source = dialect.quote(source.name());
        this.shadow = dialect.quote(shadow.name()) + " FORCE INDEX (" + dialect.quote(shadowIndex) + ")";
        this.sourceIndex = " FORCE INDEX (" + dialect.quote(key.keyName()) + ")";
        String into = mapping.pairs().stream()
                .map(pair -> dialect.quote(pair.shadow()))
                .collect(Collectors.joining(", "));
        String from = mapping.pairs().stream()
                .map(pair -> MySqlAssignment.value(source, shadow, pair))
                .collect(Collectors.joining(", "));
        this.insert = "INSERT INTO " + dialect.quote(shadow.name()) + " (" + into + ") SELECT " + from + " FROM "
                + this.source + sourceIndex;
        this.delete = "DELETE " + dialect.quote(shadow.name()) + " FROM " + this.shadow;
    }

    private final String delete;

    static MySqlVerbs of(Migration migration) {
        return new MySqlVerbs(
                migration.source(), migration.shadow(), migration.key(), migration.shadowKey(), migration.mapping());
    }

    @Override
    public @Nullable KeyTuple bound(Connection connection, @Nullable KeyTuple after, int rows) throws SQLException {
        String above = after == null ? "" : " WHERE " + sourceKeys.above(after);
        String sql = "SELECT " + sourceKeys.selectList() + " FROM " + source + sourceIndex + above + " ORDER BY "
                + sourceKeys.order() + " LIMIT 1 OFFSET " + (rows - 1);
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? sourceKeys.read(row, 1) : null;
        }
    }

    @Override
    public @Nullable Middle middle(Connection connection, KeyRange range) throws SQLException {
        String where = " FROM " + source + sourceIndex + " WHERE " + sourceKeys.inside(range);
        try (Statement statement = connection.createStatement()) {
            long rows;
            try (ResultSet row = statement.executeQuery("SELECT COUNT(*)" + where)) {
                row.next();
                rows = row.getLong(1);
            }
            String sql = "SELECT " + sourceKeys.selectList() + where + " ORDER BY " + sourceKeys.order()
                    + " LIMIT 1 OFFSET " + Math.max(0, (rows + 1) / 2 - 1);
            try (ResultSet row = statement.executeQuery(sql)) {
                return row.next() ? new Middle(sourceKeys.read(row, 1), rows) : null;
            }
        }
    }

    @Override
    public long copy(Connection connection, KeyRange range) throws SQLException {
        return insert(connection, sourceKeys.inside(range));
    }

    @Override
    public void clear(Connection connection, KeyRange range) throws SQLException {
        update(connection, delete + " WHERE " + shadowKeys.inside(range));
    }

    @Override
    public long flush(Connection connection, Collection<KeyTuple> keys, Collection<KeyTuple> evict)
            throws SQLException {
        update(
                connection,
                delete + " WHERE "
                        + shadowKeys.in(
                                Stream.concat(keys.stream(), evict.stream()).toList()));
        return keys.isEmpty() ? 0 : insert(connection, sourceKeys.in(keys));
    }

    private long insert(Connection connection, String where) throws SQLException {
        return InZone.of(connection, zone, () -> update(connection, insert + " WHERE " + where));
    }

    private static long update(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.executeLargeUpdate(sql);
        }
    }
}
