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
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
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
    private @Nullable Map<String, String> deferred;

    PostgresShadowIndexes(Succession succession, boolean deferring) {
        this.succession = succession;
        this.shadow = succession.shadow();
        this.deferring = deferring;
    }

    @Override
    public void defer(Connection connection) throws SQLException {
        if (!deferring) {
            return;
        }
        Map<String, String> present = plain(connection);
        if (deferred == null) {
            deferred = present;
        }
        for (String name : present.keySet()) {
            execute(connection, "DROP INDEX " + dialect.quote(new TableName(shadow.schema(), name)));
        }
        commit(connection);
        if (!present.isEmpty()) {
            log.info("left off until all is copied: {}", String.join(", ", present.keySet()));
        }
    }

    @Override
    public void finish(Connection connection) throws SQLException {
        Map<String, String> present = plain(connection);
        for (Map.Entry<String, String> index : (deferred == null ? Map.<String, String>of() : deferred).entrySet()) {
            if (!present.containsKey(index.getKey())) {
                execute(connection, index.getValue());
                commit(connection);
            }
        }
        commit(connection);
        new Inheritance(dialect).prepare(connection, succession);
        execute(connection, "ANALYZE " + dialect.quote(shadow));
        commit(connection);
    }

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
