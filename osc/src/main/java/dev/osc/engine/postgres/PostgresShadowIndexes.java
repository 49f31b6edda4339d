// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.postgres;

import dev.osc.copy.ShadowIndexes;
import dev.osc.cutover.postgres.Inheritance;
import dev.osc.cutover.postgres.estate.Succession;
import dev.osc.schema.TableName;
import dev.osc.schema.postgres.PostgresDialect;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Indexes that belong to no constraint and are not unique are dropped from the empty shadow and created again by the
 * server's own definition ({@code pg_get_indexdef}), sorted. The index that tells rows apart stays, and so does every
 * rule that a row may break: the copy is to meet it. Then what the swap would do on the shadow ahead of its lock is done, so that
 * ANALYZE knows statistics objects and targets.
 */
final class PostgresShadowIndexes implements ShadowIndexes {

    private static final Logger log = LoggerFactory.getLogger(PostgresShadowIndexes.class);

    private final PostgresDialect dialect = new PostgresDialect();
    private final Succession succession;
    private final TableName shadow;
    private final boolean deferring;

    PostgresShadowIndexes(Succession succession, boolean deferring) {
        this.succession = succession;
        this.shadow = succession.shadow();
        this.deferring = deferring;
    }

    @Override
    public List<String> deferrable(Connection connection) throws SQLException {
        return deferring ? List.copyOf(plain(connection).values()) : List.of();
    }

    @Override
    public void defer(Connection connection, List<String> deferred) throws SQLException {
        List<String> dropped = new ArrayList<>();
        for (Map.Entry<String, String> index : plain(connection).entrySet()) {
            if (deferred.contains(index.getValue())) {
                execute(connection, "DROP INDEX " + dialect.quote(new TableName(shadow.schema(), index.getKey())));
                dropped.add(index.getKey());
            }
        }
        commit(connection);
        if (!dropped.isEmpty()) {
            log.info("left off until all is copied: {}", String.join(", ", dropped));
        }
    }

    @Override
    public void finish(Connection connection, List<String> deferred) throws SQLException {
        Collection<String> present = plain(connection).values();
        for (String definition : deferred) {
            if (!present.contains(definition)) {
                execute(connection, definition);
                commit(connection);
            }
        }
        commit(connection);
        new Inheritance(dialect).prepare(connection, succession);
        execute(connection, "ANALYZE " + dialect.quote(shadow));
        commit(connection);
    }

    /** Their definitions by name. */
    private Map<String, String> plain(Connection connection) throws SQLException {
        String sql = """
                SELECT x.relname, pg_get_indexdef(x.oid)
                  FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid JOIN pg_class t ON t.oid = i.indrelid
                  JOIN pg_namespace n ON n.oid = t.relnamespace
                 WHERE n.nspname = ? AND t.relname = ? AND NOT i.indisunique AND NOT i.indisexclusion
                 ORDER BY x.oid""";
        Map<String, String> indexes = new LinkedHashMap<>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, shadow.schema());
            select.setString(2, shadow.table());
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    indexes.put(row.getString(1), row.getString(2));
                }
            }
        }
        return indexes;
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
