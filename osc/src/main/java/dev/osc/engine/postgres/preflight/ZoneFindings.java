// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.postgres.preflight;

import dev.osc.engine.postgres.alter.Statement;
import dev.osc.engine.postgres.alter.ZoneWords;
import dev.osc.engine.postgres.session.Ask;
import dev.osc.engine.postgres.session.ServerZone;
import dev.osc.failure.ExitCode;
import dev.osc.plan.Finding;
import dev.osc.schema.Table;
import dev.osc.schema.postgres.PostgresDialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Values that depend on the session's time zone: told where the zone is known, refused where it is a guess. */
public final class ZoneFindings {

    /** The types of dates and times that a type is made of: domains, arrays, composite types and ranges hold others. */
    private static final String PARTS = """
            WITH RECURSIVE part(id) AS (
                SELECT %s::oid
                UNION
                SELECT inner_id FROM part JOIN pg_type t ON t.oid = part.id CROSS JOIN LATERAL (
                    SELECT typbasetype UNION ALL SELECT typelem
                    UNION ALL SELECT atttypid FROM pg_attribute
                               WHERE typrelid <> 0 AND attrelid = typrelid AND attnum > 0 AND NOT attisdropped
                    UNION ALL SELECT rngsubtype FROM pg_range WHERE t.oid IN (rngtypid, rngmultitypid)) AS i(inner_id)
                 WHERE inner_id <> 0)
            SELECT string_agg(typname, ' ' ORDER BY typname)
              FROM part JOIN pg_type t ON t.oid = part.id
             WHERE t.oid IN ('date'::regtype, 'time'::regtype, 'timetz'::regtype, 'timestamp'::regtype, 'timestamptz'::regtype)""";

    private static final String OF_COLUMN = PARTS.formatted(
            "(SELECT atttypid FROM pg_attribute WHERE attrelid = ?::regclass AND attname = ? AND NOT attisdropped)");

    private static final String OF_TYPE = PARTS.formatted("to_regtype(?)");

    private final Connection connection;
    private final String table;
    private final ServerZone zone;

    private ZoneFindings(Connection connection, Table table, ServerZone zone) {
        this.connection = connection;
        this.table = new PostgresDialect().quote(table.name());
        this.zone = zone;
    }

    public static List<Finding> of(Connection connection, Table table, Statement statement, ServerZone zone)
            throws SQLException {
        List<Finding> findings = new ArrayList<>();
        if (statement instanceof Statement.Alter alter) {
            ZoneFindings here = new ZoneFindings(connection, table, zone);
            for (var action : alter.actions()) {
                Optional<ZoneWords> words = ZoneWords.of(action);
                if (words.isPresent() && here.depends(words.get())) {
                    findings.add(here.told(words.get()));
                }
            }
        }
        return findings;
    }

    private Finding told(ZoneWords words) {
        if (zone.certain()) {
            return Finding.notes(words.text() + ": its values depend on the time zone, which is " + zone.name() + " ("
                            + zone.from() + ")")
                    .about("TimeZone", zone.name());
        }
        return Finding.blocks(
                        ExitCode.SERVER_SETTING,
                        words.text()
                                + ": its values depend on the time zone, and this user can't see which one the server"
                                + " gives its sessions (" + zone.from() + " is " + zone.name() + ")",
                        "give --time-zone with what SHOW TimeZone says in psql, or have it set: ALTER ROLE … SET timezone,"
                                + " ALTER DATABASE … SET timezone")
                .about("TimeZone", "");
    }

    private boolean depends(ZoneWords words) throws SQLException {
        String before = parts(OF_COLUMN, table, words.column());
        String type = words.type();
        if (type == null) {
            return byDefault(words, before);
        }
        String after = ofType(type);
        boolean added = !Ask.yes(
                connection,
                "SELECT EXISTS (SELECT FROM pg_attribute WHERE attrelid = ?::regclass AND attname = ? AND NOT attisdropped)",
                table,
                words.column());
        if (added) {
            return byDefault(words, after);
        }
        if (words.value()) {
            return !before.isEmpty() || !after.isEmpty() || words.namesTimes() || readsTimes(words);
        }
        return (before + after).contains("tz") && !before.equals(after);
    }

    private static boolean byDefault(ZoneWords words, String type) {
        if (!words.value()) {
            return false;
        }
        if (type.contains("tz")) {
            return !(type.equals("timestamptz") && words.steady());
        }
        return !words.constant() && (!type.isEmpty() || words.namesTimes());
    }

    private boolean readsTimes(ZoneWords words) throws SQLException {
        for (String word : words.words()) {
            if (!parts(OF_COLUMN, table, word).isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /** A type that the server can't read it refuses itself, in the change's own words. */
    private String ofType(String type) throws SQLException {
        try {
            return parts(OF_TYPE, type);
        } catch (SQLException e) {
            if (String.valueOf(e.getSQLState()).matches("(?:42|22|0A).*")) {
                return "";
            }
            throw e;
        }
    }

    private String parts(String sql, Object... parameters) throws SQLException {
        return Optional.ofNullable(Ask.text(connection, sql, parameters)).orElse("");
    }
}
