// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.postgres;

import dev.osc.copy.ShadowIndexes;
import dev.osc.cutover.postgres.Inheritance;
import dev.osc.cutover.postgres.estate.Succession;
import dev.osc.engine.postgres.session.Ask;
import dev.osc.schema.TableName;
import dev.osc.schema.postgres.PostgresDialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Indexes that are not unique are dropped from the empty shadow and created again by the server's own definition
 * ({@code pg_get_indexdef}), sorted. So is the key that tells rows apart, where it is the only rule that two rows together
 * could break: chunks don't overlap, so the copy has none to meet. What is left off is written down as the statement that
 * makes it again; one in a tablespace of its own stays, as no definition names it. Then what the swap would do on the shadow
 * ahead of its lock is done, so that ANALYZE knows statistics objects and targets.
 */
final class PostgresShadowIndexes implements ShadowIndexes {

    private static final Logger log = LoggerFactory.getLogger(PostgresShadowIndexes.class);

    /** How the definition of a key begins; those of indexes begin with CREATE. */
    private static final String ADDS_KEY = "ALTER TABLE ";

    private final PostgresDialect dialect = new PostgresDialect();
    private final Succession succession;
    private final TableName shadow;
    private final boolean deferring;

    /**
     * An index of the shadow.
     *
     * @param making the statement that makes it again
     * @param plain whether no two rows can break it
     * @param movable whether that statement says everything of it
     */
    private record Index(String name, String making, boolean plain, boolean movable) {

        boolean key() {
            return making.startsWith(ADDS_KEY);
        }
    }

    PostgresShadowIndexes(Succession succession, boolean deferring) {
        this.succession = succession;
        this.shadow = succession.shadow();
        this.deferring = deferring;
    }

    @Override
    public List<String> deferrable(Connection connection) throws SQLException {
        if (!deferring) {
            return List.of();
        }
        List<Index> indexes = indexes(connection, shadow);
        List<Index> rules = indexes.stream().filter(index -> !index.plain()).toList();
        boolean keyToo = rules.size() == 1 && indexes.stream().allMatch(Index::movable);
        return Stream.concat(
                        rules.stream().filter(_ -> keyToo),
                        indexes.stream().filter(index -> index.plain() && index.movable()))
                .map(Index::making)
                .toList();
    }

    @Override
    public void defer(Connection connection, List<String> deferred) throws SQLException {
        List<String> dropped = new ArrayList<>();
        for (Index index : indexes(connection, shadow)) {
            if (deferred.contains(index.making())) {
                execute(
                        connection,
                        index.key()
                                ? ADDS_KEY + dialect.quote(shadow) + " DROP CONSTRAINT " + dialect.quote(index.name())
                                : "DROP INDEX " + dialect.quote(new TableName(shadow.schema(), index.name())));
                dropped.add(index.name());
            }
        }
        commit(connection);
        if (!dropped.isEmpty()) {
            log.info("left off until all is copied: {}", String.join(", ", dropped));
        }
    }

    @Override
    public List<String> keyOf(List<String> deferred) {
        return key(deferred);
    }

    private static List<String> key(List<String> deferred) {
        return deferred.stream().filter(making -> making.startsWith(ADDS_KEY)).toList();
    }

    @Override
    public void finishKey(Connection connection, List<String> deferred) throws SQLException {
        makeKey(connection, shadow, deferred);
    }

    /** Gives that shadow the key that is among what was left off, unless it has it. */
    static void makeKey(Connection connection, TableName shadow, List<String> deferred) throws SQLException {
        make(connection, shadow, key(deferred));
        commit(connection);
    }

    @Override
    public void finish(Connection connection, List<String> deferred) throws SQLException {
        make(connection, shadow, deferred);
        commit(connection);
        new Inheritance(dialect).prepare(connection, succession);
        execute(connection, "ANALYZE " + dialect.quote(shadow));
        commit(connection);
    }

    private static void make(Connection connection, TableName shadow, List<String> deferred) throws SQLException {
        List<String> present =
                indexes(connection, shadow).stream().map(Index::making).toList();
        for (String making : deferred) {
            if (!present.contains(making)) {
                execute(connection, making);
                commit(connection);
            }
        }
    }

    private static List<Index> indexes(Connection connection, TableName shadow) throws SQLException {
        String sql = """
                SELECT x.relname, pg_get_indexdef(x.oid), NOT i.indisunique AND NOT i.indisexclusion,
                       x.reltablespace = 0, o.contype IN ('p', 'u') AND NOT o.condeferrable AND NOT i.indisexclusion
                       AND x.reloptions IS NULL, pg_get_constraintdef(o.oid)
                  FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid JOIN pg_class t ON t.oid = i.indrelid
                  JOIN pg_namespace n ON n.oid = t.relnamespace
                  LEFT JOIN pg_constraint o ON o.conindid = x.oid AND o.conrelid = t.oid
                 WHERE n.nspname = ? AND t.relname = ?
                 ORDER BY x.oid""";
        PostgresDialect dialect = new PostgresDialect();
        return Ask.rows(
                connection,
                sql,
                row -> {
                    String name = row.getString(1);
                    boolean plain = row.getBoolean(3);
                    boolean simpleKey = row.getBoolean(5);
                    String making = simpleKey
                            ? ADDS_KEY + dialect.quote(shadow) + " ADD CONSTRAINT " + dialect.quote(name) + " "
                                    + row.getString(6)
                            : row.getString(2);
                    return new Index(name, making, plain, row.getBoolean(4) && (plain || simpleKey));
                },
                shadow.schema(),
                shadow.table());
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Definitions are transactional here: what is not committed is gone when the lane goes on. */
    private static void commit(Connection connection) throws SQLException {
        if (!connection.getAutoCommit()) {
            connection.commit();
        }
    }
}
