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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plain keys are dropped from the empty shadow and added again by ALGORITHM=INPLACE, which sorts instead of inserting
 * row by row. Never left off: PRIMARY, UNIQUE, FULLTEXT and SPATIAL keys, functional keys (the server can't add them so:
 * ERROR 1846 on 8.0.15), and the one that AUTO_INCREMENT needs; nor the plain keys before those, as what is added comes
 * last and the order of keys is to stay as it is.
 *
 * <p>Built with LOCK=SHARED: applying what was written meanwhile (LOCK=NONE) can fill a small redo log and hang 8.0.15,
 * all its writers included.
 */
final class MySqlShadowIndexes implements ShadowIndexes {

    private static final Logger log = LoggerFactory.getLogger(MySqlShadowIndexes.class);

    /**
     * As SHOW CREATE TABLE writes a plain key: it begins a line, and ends one outside of quotes. The server's lines end
     * with \n alone; Java's do with U+0085, U+2028 and more, which names and comments may contain.
     */
    private static final Pattern PLAIN =
            Pattern.compile("(?md)^  (KEY (`(?:[^`]|``)+`) (?:[^`'\n]|`(?:[^`]|``)*`|'(?:[^'\\\\]|''|\\\\.)*')*?),?$");

    private static final int DUPLICATE_KEY_NAME = 1061;

    /** ALGORITHM or LOCK not supported for this change; the second with a reason. */
    private static final List<Integer> NOT_SUPPORTED_SO = List.of(1845, 1846);

    private final MySqlDialect dialect = new MySqlDialect();
    private final String shadow;
    private final @Nullable String counted;
    private final boolean deferring;

    /** @param name quoted */
    private record PlainKey(String name, String definition) {

        /** As SHOW CREATE TABLE has it. */
        String line() {
            return "  " + definition;
        }
    }

    /**
     * A key as SHOW INDEX describes it.
     *
     * @param name quoted
     * @param kept whether it can't be left off though it is plain
     */
    private record Described(String name, boolean plain, boolean spatial, boolean kept) {}

    MySqlShadowIndexes(Table shadow, boolean deferring) {
        this.shadow = dialect.quote(shadow.name());
        this.counted = shadow.columns().stream()
                .filter(Column::autoIncrement)
                .map(Column::name)
                .findFirst()
                .orElse(null);
        this.deferring = deferring;
    }

    @Override
    public List<String> deferrable(Connection connection) throws SQLException {
        return deferring ? mayBeLeftOff(connection).stream().map(PlainKey::line).toList() : List.of();
    }

    @Override
    public void defer(Connection connection, List<String> lines) throws SQLException {
        List<PlainKey> deferred =
                lines.stream().flatMap(MySqlShadowIndexes::plainKeys).toList();
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

    private List<PlainKey> mayBeLeftOff(Connection connection) throws SQLException {
        List<Described> described = described(connection);
        List<Described> plain = described.stream().filter(Described::plain).toList();
        List<PlainKey> written = plainKeys(connection);
        boolean understood = written.stream()
                .map(PlainKey::name)
                .toList()
                .equals(plain.stream().map(Described::name).toList());
        if (!understood || described.stream().anyMatch(Described::spatial)) {
            return List.of();
        }
        int from = 0;
        for (int i = 0; i < plain.size(); i++) {
            if (plain.get(i).kept()) {
                from = i + 1;
            }
        }
        return List.copyOf(written.subList(from, written.size()));
    }

    /** In the table's order. */
    private List<Described> described(Connection connection) throws SQLException {
        Map<String, Described> keys = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet part = statement.executeQuery("SHOW INDEX FROM " + shadow)) {
            while (part.next()) {
                String name = dialect.quote(part.getString("Key_name"));
                String type = part.getString("Index_type");
                String column = part.getString("Column_name");
                boolean first = part.getInt("Seq_in_index") == 1;
                Described one = new Described(
                        name,
                        part.getInt("Non_unique") == 1 && (type.equals("BTREE") || type.equals("HASH")),
                        type.equals("SPATIAL"),
                        column == null || (first && column.equals(counted)));
                if (first || one.kept()) {
                    keys.put(name, one);
                }
            }
        }
        return List.copyOf(keys.values());
    }

    @Override
    public void finish(Connection connection, List<String> lines) throws SQLException {
        List<PlainKey> deferred =
                lines.stream().flatMap(MySqlShadowIndexes::plainKeys).toList();
        List<PlainKey> missing = missing(connection, deferred);
        try {
            if (!missing.isEmpty()) {
                build(connection, missing);
            }
        } catch (SQLException e) {
            // an earlier build, whose answer was lost, has ended meanwhile
            if (e.getErrorCode() != DUPLICATE_KEY_NAME
                    || !missing(connection, deferred).isEmpty()) {
                throw e;
            }
        }
        execute(connection, "ANALYZE TABLE " + shadow);
    }

    private List<PlainKey> missing(Connection connection, List<PlainKey> deferred) throws SQLException {
        List<PlainKey> missing = new ArrayList<>(deferred);
        missing.removeAll(plainKeys(connection));
        return missing;
    }

    private void build(Connection connection, List<PlainKey> missing) throws SQLException {
        String adds = "ALTER TABLE " + shadow + " "
                + missing.stream().map(key -> "ADD " + key.definition()).collect(Collectors.joining(", "));
        try {
            execute(connection, adds + ", ALGORITHM=INPLACE, LOCK=SHARED");
        } catch (SQLException e) {
            if (!NOT_SUPPORTED_SO.contains(e.getErrorCode())) {
                throw e;
            }
            execute(connection, adds);
        }
    }

    private List<PlainKey> plainKeys(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW CREATE TABLE " + shadow)) {
            row.next();
            return plainKeys(row.getString(2)).toList();
        }
    }

    /** Of one line's definition, or of many lines. */
    private static Stream<PlainKey> plainKeys(String definitions) {
        return PLAIN.matcher(definitions).results().map(key -> new PlainKey(key.group(2), key.group(1)));
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
