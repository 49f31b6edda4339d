// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.mysql.plan;

import dev.osc.schema.Column;
import dev.osc.schema.ColumnMapping;
import dev.osc.schema.ColumnMapping.Pair;
import dev.osc.schema.Table;
import dev.osc.schema.mysql.MySqlDialect;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a definition has the server compute for each row by the clock or the time zone: defaults of columns that no row brings a
 * value for, generated columns, CHECKs, parts of keys. In doubt it does; a line of SHOW CREATE TABLE is one column or one of the
 * others. Partitions are not looked at: the server takes no expression that depends on the zone there (1486).
 */
final class ZonedText {

    private static final Pattern CLOCK = Pattern.compile(
            "(?i)\\b(now|current_timestamp|current_date|current_time|curdate|curtime|localtime|localtimestamp|sysdate"
                    + "|from_unixtime|unix_timestamp|convert_tz|time_zone)\\b");

    /** A default that is one value, whoever writes the row: of a TIMESTAMP the server keeps the instant. */
    private static final Pattern LITERAL = Pattern.compile("(?s)(NULL\\b|[-+]?[0-9.]|[bxBX]?'|_\\w+ ?').*");

    private static final Pattern NOW =
            Pattern.compile("(?is)current_timestamp(\\(\\d*\\))?( on update .*| comment .*|,)?");

    private static final Pattern COLUMN = Pattern.compile("  (`(?:[^`]|``)+`) .*", Pattern.DOTALL);

    /** Of columns alone. */
    private static final Pattern KEY =
            Pattern.compile("  (?:[A-Z]+ )?KEY (?!.*[(,]\\().*|  CONSTRAINT `.*` FOREIGN KEY .*", Pattern.DOTALL);

    private final Table shadow;
    private final ColumnMapping mapping;
    private final MySqlDialect dialect = new MySqlDialect();

    private ZonedText(Table shadow, ColumnMapping mapping) {
        this.shadow = shadow;
        this.mapping = mapping;
    }

    /** The first that does, in words. */
    static Optional<String> in(Connection connection, Table shadow, ColumnMapping mapping) throws SQLException {
        String sql = "SHOW CREATE TABLE " + new MySqlDialect().quote(shadow.name());
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return new ZonedText(shadow, mapping).first(row.getString(2));
        }
    }

    private Optional<String> first(String definition) {
        return definition
                .lines()
                .skip(1)
                .takeWhile(line -> !line.startsWith(") "))
                .filter(this::depends)
                .findFirst()
                .map(line -> "the server computes by the clock or the time zone: "
                        + line.strip().replaceFirst(",$", ""));
    }

    private boolean depends(String line) {
        Matcher name = COLUMN.matcher(line);
        Optional<Column> column = name.matches()
                ? shadow.columns().stream()
                        .filter(c -> dialect.quote(c.name()).equals(name.group(1)))
                        .findFirst()
                : Optional.empty();
        if (column.isEmpty()) {
            return !KEY.matcher(line).matches() && zoned(line);
        }
        int check = line.indexOf(" CHECK (");
        if (check >= 0 && zoned(line.substring(check))) {
            return true;
        }
        if (column.get().generated()) {
            return zoned(line);
        }
        return !filled(column.get()) && computed(column.get(), line);
    }

    private boolean computed(Column column, String line) {
        boolean timestamp = column.type().name().equals("timestamp");
        int update = line.indexOf(" ON UPDATE ");
        if (!timestamp && update >= 0) {
            return true;
        }
        int written = line.indexOf(" DEFAULT ");
        if (written < 0) {
            return false;
        }
        String value = line.substring(written + " DEFAULT ".length());
        boolean steady = LITERAL.matcher(value).matches()
                || (timestamp && NOW.matcher(value).matches());
        return !steady && (timestamp || zoned(value));
    }

    private boolean filled(Column column) {
        return mapping.pairs().stream().map(Pair::shadow).anyMatch(column.name()::equalsIgnoreCase);
    }

    private boolean zoned(String text) {
        return CLOCK.matcher(text).find()
                || shadow.columns().stream()
                        .filter(column -> column.type().name().equals("timestamp"))
                        .anyMatch(column -> text.contains(dialect.quote(column.name())));
    }
}
