// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.postgres;

import dev.osc.plan.Migration;
import dev.osc.replay.FlushVerb;
import dev.osc.schema.ColumnMapping.Pair;
import dev.osc.schema.KeyTuple;
import dev.osc.schema.postgres.PostgresDialect;
import dev.osc.schema.postgres.PostgresKeySql;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A flush that leaves alone what the source has nothing to say about: columns that only the shadow has keep their values. Three
 * statements, each by the state that it sees: a row that changes between them is pending again.
 */
final class PostgresKeepingFlush implements FlushVerb {

    private final PostgresKeySql sourceKeys;
    private final PostgresKeySql shadowKeys;
    private final String delete;
    private final String gone;
    private final String update;
    private final String insert;
    private final String absent;

    PostgresKeepingFlush(Migration migration) {
        PostgresDialect dialect = new PostgresDialect();
        this.sourceKeys = PostgresKeySql.ofSource(migration.key());
        this.shadowKeys = PostgresKeySql.ofShadow(migration.key());
        String source = dialect.quote(migration.source().name());
        String shadow = dialect.quote(migration.shadow().name());
        String same = IntStream.range(0, sourceKeys.size())
                .mapToObj(i -> sourceKeys.column("s", i) + " = " + shadowKeys.column("t", i))
                .collect(Collectors.joining(" AND "));
        List<Pair> pairs = migration.mapping().pairs();
        this.delete = "DELETE FROM " + shadow + " AS t WHERE ";
        this.gone = " AND NOT EXISTS (SELECT FROM ONLY " + source + " AS s WHERE " + same + ")";
        // the key is the same already, and an identity's number can't be set
        List<Pair> set =
                pairs.stream().filter(pair -> !identifies(migration, pair)).toList();
        this.update = set.isEmpty()
                ? ""
                : "UPDATE " + shadow + " AS t SET "
                        + set.stream()
                                .map(pair -> dialect.quote(pair.shadow()) + " = s." + dialect.quote(pair.source()))
                                .collect(Collectors.joining(", "))
                        + " FROM ONLY " + source + " AS s WHERE " + same + " AND ";
        this.insert = "INSERT INTO " + shadow + " ("
                + pairs.stream().map(pair -> dialect.quote(pair.shadow())).collect(Collectors.joining(", "))
                + ") OVERRIDING SYSTEM VALUE SELECT "
                + pairs.stream()
                        .map(pair -> "s." + dialect.quote(pair.source()))
                        .collect(Collectors.joining(", "))
                + " FROM ONLY " + source + " AS s WHERE ";
        this.absent = " AND NOT EXISTS (SELECT FROM " + shadow + " AS t WHERE " + same + ")";
    }

    /** Of a key whose equal values are one and the same. */
    private static boolean identifies(Migration migration, Pair pair) {
        return migration.key().equalMeansSameBytes()
                && migration.key().parts().stream()
                        .anyMatch(part -> part.shadowName().equals(pair.shadow()));
    }

    @Override
    public long flush(Connection connection, Collection<KeyTuple> keys, Collection<KeyTuple> evict)
            throws SQLException {
        List<KeyTuple> all = Stream.concat(keys.stream(), evict.stream()).toList();
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(delete + shadowKeys.in("t", all) + gone);
            if (!evict.isEmpty()) {
                statement.executeUpdate(delete + shadowKeys.in("t", evict));
            }
            if (keys.isEmpty()) {
                return 0;
            }
            long rows = update.isEmpty() ? 0 : statement.executeLargeUpdate(update + shadowKeys.in("t", keys));
            return rows + statement.executeLargeUpdate(insert + sourceKeys.in("s", keys) + absent);
        }
    }
}
