// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.mysql;

import dev.osc.engine.mysql.session.InZone;
import dev.osc.plan.Migration;
import dev.osc.replay.FlushVerb;
import dev.osc.schema.ColumnMapping.Pair;
import dev.osc.schema.Key;
import dev.osc.schema.KeyShape;
import dev.osc.schema.KeyTuple;
import dev.osc.schema.Table;
import dev.osc.schema.TableName;
import dev.osc.schema.mysql.MySqlAssignment;
import dev.osc.schema.mysql.MySqlDialect;
import dev.osc.schema.mysql.MySqlKeySql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A flush that leaves alone what the source has nothing to say about: columns that only the shadow has keep their values. Rows
 * are brought up to date in place, by {@code INSERT … ON DUPLICATE KEY UPDATE}, which reads the source without locks as INSERT …
 * SELECT does; with another UNIQUE key in the shadow it could strike another row, and is not to be used. Tables are named once each
 * and without aliases, for LOCK TABLES.
 */
final class KeepingFlush implements FlushVerb {

    private final MySqlDialect dialect = new MySqlDialect();
    private final MySqlKeySql sourceKeys;
    private final MySqlKeySql shadowKeys;
    private final MySqlKeySql qualified;
    private final String shadow;
    private final String gone;
    private final String insert;
    private final String update;
    private final String zone;

    KeepingFlush(Migration migration) {
        this.zone = migration.mapping().zone();
        KeyShape key = migration.key();
        TableName from = migration.source().name();
        TableName to = migration.shadow().name();
        this.sourceKeys = MySqlKeySql.ofSource(key);
        this.shadowKeys = MySqlKeySql.ofShadow(key);
        this.qualified = shadowKeys.as(dialect.quote(to));
        this.shadow = dialect.quote(to);
        List<String> theirs = sourceKeys.as(dialect.quote(from)).names();
        String on = IntStream.range(0, theirs.size())
                .mapToObj(i -> theirs.get(i) + " = " + qualified.names().get(i))
                .collect(Collectors.joining(" AND "));
        this.gone = "SELECT " + qualified.selectList() + " FROM " + shadow + " FORCE INDEX ("
                + dialect.quote(migration.shadowKey()) + ") LEFT JOIN " + dialect.quote(from) + " ON " + on
                + " WHERE NOT COALESCE(" + on + ", FALSE) AND ";
        List<Pair> pairs = migration.mapping().pairs();
        this.insert = "INSERT INTO " + shadow + " ("
                + pairs.stream().map(pair -> dialect.quote(pair.shadow())).collect(Collectors.joining(", "))
                + ") SELECT "
                + pairs.stream()
                        .map(pair -> MySqlAssignment.value(migration.source(), migration.shadow(), pair))
                        .collect(Collectors.joining(", "))
                + " FROM " + dialect.quote(from) + " FORCE INDEX ("
                + dialect.quote(key.keyName()) + ") WHERE ";
        this.update = " ON DUPLICATE KEY UPDATE "
                + pairs.stream()
                        .map(pair -> dialect.quote(pair.shadow()))
                        .map(name -> name + " = VALUES(" + name + ")")
                        .collect(Collectors.joining(", "));
    }

    /** Whether the table has no UNIQUE key but the one that carries rows. */
    static boolean possible(Table table, String key) {
        return table.keys().stream()
                .filter(Key::unique)
                .allMatch(each -> each.name().equals(key));
    }

    @Override
    public long flush(Connection connection, Collection<KeyTuple> keys, Collection<KeyTuple> evict)
            throws SQLException {
        List<KeyTuple> delete = new ArrayList<>(evict);
        try (Statement statement = connection.createStatement()) {
            if (!keys.isEmpty()) {
                try (ResultSet row = statement.executeQuery(gone + qualified.in(keys))) {
                    while (row.next()) {
                        delete.add(shadowKeys.read(row, 1));
                    }
                }
            }
            if (!delete.isEmpty()) {
                statement.executeUpdate("DELETE FROM " + shadow + " WHERE " + shadowKeys.in(delete));
            }
            return keys.isEmpty()
                    ? 0
                    : InZone.of(
                            connection,
                            zone,
                            () -> statement.executeLargeUpdate(insert + sourceKeys.in(keys) + update));
        }
    }
}
