// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.mysql;

import dev.osc.copy.ShadowIndexes;
import dev.osc.schema.Column;
import dev.osc.schema.Table;
import dev.osc.schema.mysql.MySqlDialect;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plain keys are dropped from the empty shadow and added again by ALGORITHM=INPLACE, which sorts instead of inserting
 * row by row. Never left off: PRIMARY, UNIQUE, FULLTEXT and SPATIAL keys, and the keys before one that AUTO_INCREMENT
 * needs: they come back behind all others, and the order of keys is to stay as it is.
 */
final class MySqlShadowIndexes implements ShadowIndexes {

    private static final Logger log = LoggerFactory.getLogger(MySqlShadowIndexes.class);

    /** As SHOW CREATE TABLE writes a plain key: a line of its own, whose line breaks in comments are written as \n. */
    private static final Pattern PLAIN = Pattern.compile("(?m)^  (KEY (`(?:[^`]|``)+`) .*?),?$");

    private static final Pattern SPATIAL = Pattern.compile("(?m)^  SPATIAL KEY ");

    /** The online build's log of changes grew beyond innodb_online_alter_log_max_size. */
    private static final int LOG_TOO_BIG = 1799;

    private static final int DUPLICATE_KEY_NAME = 1061;

    private final String shadow;
    private final @Nullable String counted;
    private final boolean deferring;
    private @Nullable List<PlainKey> deferred;

    private record PlainKey(String name, String definition) {}

    MySqlShadowIndexes(Table shadow, boolean deferring) {
        MySqlDialect dialect = new MySqlDialect();
        this.shadow = dialect.quote(shadow.name());
        this.counted = shadow.columns().stream()
                .filter(Column::autoIncrement)
                .map(column -> dialect.quote(column.name()))
                .findFirst()
                .orElse(null);
        this.deferring = deferring;
    }

    @Override
    public void defer(Connection connection) throws SQLException {
        if (!deferring) {
            return;
        }
        if (deferred == null) {
            deferred = deferrable(connection);
        }
        List<PlainKey> present = plainKeys(connection);
        String drops = deferred.stream()
                .filter(present::contains)
                .map(key -> "DROP KEY " + key.name())
                .collect(Collectors.joining(", "));
        if (!drops.isEmpty()) {
            execute(connection, "ALTER TABLE " + shadow + " " + drops);
            log.info(
                    "left off until all is copied: {}",
                    deferred.stream().map(PlainKey::name).collect(Collectors.joining(", ")));
        }
    }

    private List<PlainKey> deferrable(Connection connection) throws SQLException {
        String definition = definition(connection);
        if (SPATIAL.matcher(definition).find()) {
            return List.of();
        }
        List<PlainKey> plain = plainKeys(definition);
        int kept = 0;
        for (int i = 0; counted != null && i < plain.size(); i++) {
            if (plain.get(i).definition().contains("(" + counted)) {
                kept = i + 1;
            }
        }
        return List.copyOf(plain.subList(kept, plain.size()));
    }

    @Override
    public void finish(Connection connection) throws SQLException {
        List<PlainKey> missing = missing(connection);
        try {
            if (!missing.isEmpty()) {
                build(connection, missing);
            }
        } catch (SQLException e) {
            // an earlier build, whose answer was lost, has ended meanwhile
            if (e.getErrorCode() != DUPLICATE_KEY_NAME || !missing(connection).isEmpty()) {
                throw e;
            }
        }
        execute(connection, "ANALYZE TABLE " + shadow);
    }

    private List<PlainKey> missing(Connection connection) throws SQLException {
        List<PlainKey> missing = new ArrayList<>(deferred == null ? List.of() : deferred);
        missing.removeAll(plainKeys(connection));
        return missing;
    }

    private void build(Connection connection, List<PlainKey> missing) throws SQLException {
        String adds = "ALTER TABLE " + shadow + " "
                + missing.stream().map(key -> "ADD " + key.definition()).collect(Collectors.joining(", "));
        try {
            execute(connection, adds + ", ALGORITHM=INPLACE, LOCK=NONE");
        } catch (SQLException e) {
            if (e.getErrorCode() != LOG_TOO_BIG) {
                throw e;
            }
            log.info("too much was replayed while indexes were built; building them again, the replay waits meanwhile");
            execute(connection, adds + ", ALGORITHM=INPLACE, LOCK=SHARED");
        }
    }

    private List<PlainKey> plainKeys(Connection connection) throws SQLException {
        return plainKeys(definition(connection));
    }

    private static List<PlainKey> plainKeys(String definition) {
        return PLAIN.matcher(definition)
                .results()
                .map(key -> new PlainKey(key.group(2), key.group(1)))
                .toList();
    }

    private String definition(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW CREATE TABLE " + shadow)) {
            row.next();
            return row.getString(2);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
