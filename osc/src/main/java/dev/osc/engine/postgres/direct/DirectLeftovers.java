// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.postgres.direct;

import dev.osc.engine.postgres.session.Ask;
import dev.osc.engine.postgres.session.BriefLocks;
import dev.osc.schema.TableName;
import dev.osc.schema.postgres.PostgresDialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * What a direct change that ended half-way has left on the table: columns with osc's comment, constraints and indexes
 * under the names that osc gives them meanwhile. Nothing else is dropped.
 */
public final class DirectLeftovers {

    private static final String OURS = "LIKE '%\\_osc\\_new'";

    private final PostgresDialect dialect = new PostgresDialect();
    private final BriefLocks locks;

    public DirectLeftovers(BriefLocks locks) {
        this.locks = locks;
    }

    /** A sentence for each thing dropped. Nobody is at work on the table: its lock is held. */
    public List<String> drop(Connection connection, TableName source) throws SQLException {
        String table = dialect.quote(source);
        if (!Ask.yes(connection, "SELECT to_regclass(?) IS NOT NULL", table)) {
            return List.of();
        }
        List<String> done = new ArrayList<>();
        List<String> clauses = new ArrayList<>();
        for (String column : columns(connection, table)) {
            clauses.add("DROP COLUMN " + dialect.quote(column));
            done.add("dropped column " + column + ", which an unfinished change had added to " + source);
        }
        for (String name : constraints(connection, table)) {
            clauses.add("DROP CONSTRAINT IF EXISTS " + dialect.quote(name));
            done.add("dropped constraint " + name + ", which an unfinished change had left on " + source);
        }
        if (!clauses.isEmpty()) {
            String sql = "ALTER TABLE " + table + " " + String.join(", ", clauses);
            locks.run(connection, () -> {
                Ask.execute(connection, sql);
                return true;
            });
        }
        for (String name : indexes(connection, table)) {
            dropIndex(connection, new TableName(source.schema(), name));
            done.add("dropped index " + name + ", which an unfinished change had left on " + source);
        }
        return done;
    }

    /** Constraints and unique indexes that rows written now must keep, although nobody has asked for them to the end. */
    public static List<String> binding(Connection connection, TableName source) throws SQLException {
        return Ask.texts(
                connection,
                "SELECT conname FROM pg_constraint WHERE conrelid = $1::regclass AND conname $2 UNION"
                                .replace("$2", OURS)
                                .replace("$1", PostgresDialect.literal(new PostgresDialect().quote(source)))
                        + " SELECT relname FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid"
                        + " WHERE indrelid = ?::regclass AND indisunique AND indisready AND relname " + OURS
                        + " ORDER BY 1",
                new PostgresDialect().quote(source));
    }

    private static List<String> columns(Connection connection, String table) throws SQLException {
        return Ask.texts(
                connection,
                "SELECT attname FROM pg_attribute WHERE attrelid = ?::regclass AND attnum > 0 AND NOT attisdropped"
                        + " AND col_description(attrelid, attnum) = ?",
                table,
                Sketch.MARK);
    }

    private static List<String> constraints(Connection connection, String table) throws SQLException {
        return Ask.texts(
                connection,
                "SELECT conname FROM pg_constraint WHERE conrelid = ?::regclass AND conname " + OURS,
                table);
    }

    private static List<String> indexes(Connection connection, String table) throws SQLException {
        return Ask.texts(
                connection,
                "SELECT relname FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid WHERE indrelid = ?::regclass"
                        + " AND relname " + OURS
                        + " AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = c.oid AND contype IN ('p', 'u', 'x'))",
                table);
    }

    /** Beside readers and writers. An index of that very name that never became valid serves nobody. */
    void dropInvalid(Connection connection, TableName source, String name) throws SQLException {
        boolean invalid = Ask.yes(
                connection,
                "SELECT EXISTS (SELECT FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid"
                        + " WHERE indrelid = ?::regclass AND relname = ? AND NOT indisvalid)",
                dialect.quote(source),
                name);
        if (invalid) {
            dropIndex(connection, new TableName(source.schema(), name));
        }
    }

    private void dropIndex(Connection connection, TableName index) throws SQLException {
        Ask.execute(connection, "SET lock_timeout = '30s'");
        try {
            Ask.execute(connection, "DROP INDEX CONCURRENTLY IF EXISTS " + dialect.quote(index));
        } finally {
            Ask.execute(connection, "RESET lock_timeout");
        }
    }
}
