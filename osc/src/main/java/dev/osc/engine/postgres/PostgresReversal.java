// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.postgres;

import dev.osc.cutover.postgres.SourceDefinition;
import dev.osc.engine.postgres.plan.KeyChooser;
import dev.osc.engine.postgres.plan.ReplicaIdentity;
import dev.osc.engine.postgres.session.Ask;
import dev.osc.failure.ExitCode;
import dev.osc.failure.OscException;
import dev.osc.plan.Finding;
import dev.osc.plan.KeyChoice;
import dev.osc.plan.Migration;
import dev.osc.plan.Reversal;
import dev.osc.plan.Succession;
import dev.osc.plan.WayBack;
import dev.osc.schema.Column;
import dev.osc.schema.ColumnMapping.Pair;
import dev.osc.schema.Key;
import dev.osc.schema.Table;
import dev.osc.schema.TableName;
import dev.osc.schema.postgres.PostgresDialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * On PostgreSQL names of indexes, sequences and statistics belong to the way back, and the constraints that the retired table
 * loses. What hangs on the table goes back with its name, as it went forth.
 */
final class PostgresReversal implements Reversal {

    private final PostgresDialect dialect = new PostgresDialect();

    @Override
    public List<Finding> findings(Connection connection, Migration forward) throws SQLException {
        List<Finding> findings = new ArrayList<>();
        Map<String, String> back = columns(forward);
        for (Column old : forward.source().columns()) {
            if (!back.containsValue(old.name()) && !old.generated()) {
                findings.add(dropped(connection, forward, old));
            }
        }
        for (Column added : forward.shadow().columns()) {
            if (!back.containsKey(added.name()) && !added.generated()) {
                findings.add(Finding.notes("way back: what is written to " + added.name() + " would be lost"));
            }
        }
        for (Pair pair : forward.mapping().pairs()) {
            Column now = column(forward.shadow(), pair.shadow());
            Column before = column(forward.source(), pair.source());
            if (pair.expression() != null && !isCast(pair)) {
                findings.add(Finding.blocks(
                        ExitCode.UNSUPPORTED_CHANGE,
                        "no way back: USING says how " + now.name() + " is made, and nothing how it is made undone",
                        "run without --reverse-window"));
                continue;
            }
            boolean same = now.type().definition().equals(before.type().definition());
            if (!same && !assignable(connection, now, before)) {
                findings.add(Finding.blocks(
                        ExitCode.UNSUPPORTED_CHANGE,
                        "no way back: the server does not assign %s to %s, and nothing says how %s is to be converted back"
                                .formatted(
                                        now.type().definition(), before.type().definition(), now.name()),
                        "run without --reverse-window"));
            } else if (!same || (now.nullable() && !before.nullable())) {
                findings.add(Finding.notes("way back: a value of " + now.name() + " that does not fit "
                        + before.type().definition() + (before.nullable() ? "" : " not null") + " ends it"));
            }
        }
        key(connection, forward, findings);
        identities(connection, forward, back, findings);
        return findings;
    }

    /** {@code USING total::numeric}: the way back is the cast back. */
    private static boolean isCast(Pair pair) {
        String column = "\"?" + Pattern.quote(pair.source()) + "\"?";
        return String.valueOf(pair.expression())
                .strip()
                .matches(
                        "(?is)\\(*\\s*" + column + "\\s*\\)*\\s*::\\s*[a-z_][\\w ]*(\\([\\d, ]*\\))?(\\[\\])?\\s*\\)*");
    }

    /**
     * From the swap on the new table is published with the columns of the key: where its replica identity is another one the
     * server would refuse the application's own UPDATEs and DELETEs.
     */
    private void key(Connection connection, Migration forward, List<Finding> findings) throws SQLException {
        String identity = ReplicaIdentity.of(connection, forward.source().name());
        boolean primary = forward.source().keys().stream()
                .anyMatch(key -> key.primary() && key.name().equals(identity));
        boolean stays = forward.shadow().keys().stream()
                .anyMatch(key -> key.primary() && key.name().equals(forward.shadowKey()));
        if (primary && !stays) {
            findings.add(Finding.blocks(
                    ExitCode.NO_KEY,
                    "no way back: the primary key is another one after the change, and the log would not tell which row of the"
                            + " old table a changed one is",
                    "run without --reverse-window"));
        }
    }

    /** Rows of a table that keeps dropped columns are updated in place, which an identity that is always generated refuses. */
    private void identities(Connection connection, Migration forward, Map<String, String> back, List<Finding> findings)
            throws SQLException {
        boolean keeps = forward.source().columns().stream()
                .anyMatch(old -> !old.generated() && !back.containsValue(old.name()));
        if (!keeps) {
            return;
        }
        for (String name : Ask.rows(
                connection,
                "SELECT attname FROM pg_attribute WHERE attrelid = ?::regclass AND attidentity = 'a'",
                row -> row.getString(1),
                dialect.quote(forward.source().name()))) {
            boolean inKey = forward.key().equalMeansSameBytes()
                    && forward.key().parts().stream()
                            .anyMatch(part -> part.column().name().equals(name));
            if (back.containsValue(name) && !inKey) {
                findings.add(Finding.blocks(
                        ExitCode.UNSUPPORTED_CHANGE,
                        "no way back: a column is dropped, and " + name
                                + ", GENERATED ALWAYS AS IDENTITY, can't be updated beside it",
                        "run without --reverse-window"));
            }
        }
    }

    private Finding dropped(Connection connection, Migration forward, Column old) throws SQLException {
        boolean filled = old.nullable()
                || old.autoIncrement()
                || Ask.yes(
                        connection,
                        "SELECT atthasdef OR attidentity <> '' FROM pg_attribute WHERE attrelid = ?::regclass AND attname = ?",
                        dialect.quote(forward.source().name()),
                        old.name());
        if (!filled) {
            return Finding.blocks(
                    ExitCode.UNSUPPORTED_CHANGE,
                    "no way back: rows that are new by then have no value for " + old.name()
                            + ", which is NOT NULL without a default",
                    "give it a default first, or run without --reverse-window");
        }
        boolean alone = forward.source().keys().stream().filter(Key::unique).count() == 1;
        return alone
                ? Finding.notes("way back: rows that are new by then have no " + old.name()
                        + " but its default; the others keep theirs")
                : Finding.blocks(
                        ExitCode.UNSUPPORTED_CHANGE,
                        "no way back: column " + old.name() + " is dropped, and "
                                + forward.source().name()
                                + " has another UNIQUE key, under which its values can't be kept beside rows that change",
                        "run without --reverse-window");
    }

    private static boolean assignable(Connection connection, Column from, Column to) throws SQLException {
        return Ask.yes(connection, """
                SELECT f.oid = t.oid OR EXISTS (
                  SELECT FROM pg_cast WHERE castsource = f.base AND casttarget = t.base AND castcontext IN ('a', 'i'))
                       OR f.base = t.base OR (t.category = 'S' AND f.oid <> t.oid)
                  FROM (SELECT oid, coalesce(nullif(typbasetype, 0), oid) AS base FROM pg_type WHERE oid = to_regtype(?)) f,
                       (SELECT oid, coalesce(nullif(typbasetype, 0), oid) AS base, typcategory AS category
                          FROM pg_type WHERE oid = to_regtype(?)) t""", from.type().name(), to.type().name());
    }

    private static Column column(Table table, String name) {
        return table.columns().stream()
                .filter(column -> column.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public WayBack remember(Connection connection, Migration forward) throws SQLException {
        Map<String, String> names = new HashMap<>();
        for (String name : named(connection, forward.source())) {
            names.put(TableName.companion(name, "_osc_old"), name);
        }
        return new WayBack(
                columns(forward), names, dropped(connection, forward), foreignKeys(connection, forward.source()));
    }

    /** Objects of the table that bear names of the schema's. */
    private List<String> named(Connection connection, Table table) throws SQLException {
        return Ask.rows(connection, """
                WITH o AS (SELECT ?::regclass AS oid)
                SELECT c.relname FROM o JOIN pg_index i ON i.indrelid = o.oid JOIN pg_class c ON c.oid = i.indexrelid
                UNION SELECT s.relname FROM o
                        JOIN pg_depend d ON d.refclassid = 'pg_class'::regclass AND d.refobjid = o.oid
                        AND d.classid = 'pg_class'::regclass AND d.deptype = 'i'
                        JOIN pg_class s ON s.oid = d.objid AND s.relkind = 'S'
                UNION SELECT stxname FROM o JOIN pg_statistic_ext ON stxrelid = o.oid
                """, row -> row.getString(1), dialect.quote(table.name()));
    }

    /** Foreign keys that the change drops, by name or with a column, as clauses that make them again. */
    private List<String> dropped(Connection connection, Migration forward) throws SQLException {
        return Ask.rows(
                connection,
                """
                SELECT format('ADD CONSTRAINT %I %s', conname, pg_get_constraintdef(oid)) FROM pg_constraint
                 WHERE conrelid = ?::regclass AND contype = 'f' AND (conname = ANY (?) OR EXISTS (
                       SELECT FROM pg_attribute a
                        WHERE a.attrelid = conrelid AND a.attnum = ANY (conkey) AND a.attname <> ALL (?)))""",
                row -> row.getString(1),
                dialect.quote(forward.source().name()),
                connection.createArrayOf("text", forward.succession().drops().toArray()),
                connection.createArrayOf(
                        "text", forward.succession().columns().keySet().toArray()));
    }

    private List<String> foreignKeys(Connection connection, Table table) throws SQLException {
        return Ask.rows(
                connection,
                "SELECT conname FROM pg_constraint WHERE conrelid = ?::regclass AND contype = 'f'",
                row -> row.getString(1),
                dialect.quote(table.name()));
    }

    /** Foreign keys that the change has added: the table as it was never had them. */
    private List<String> added(Connection connection, Table now, WayBack way) throws SQLException {
        return foreignKeys(connection, now).stream()
                .filter(name -> !way.foreignKeys().contains(name))
                .toList();
    }

    private static Map<String, String> columns(Migration forward) {
        return forward.succession().columns().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey));
    }

    @Override
    public Migration turned(Connection connection, String id, Table now, Table before, WayBack way)
            throws SQLException {
        return switch (new KeyChooser(connection, now, before, way.columns()).choose()) {
            case KeyChoice.NoneUsable none ->
                throw new OscException(
                        ExitCode.NO_KEY, "there is no way back of " + now.name() + ": " + none.text(), none.remedy());
            case KeyChoice.Chosen chosen ->
                new Migration(
                        id,
                        now,
                        before,
                        now.name().shadow(),
                        chosen.shape(),
                        chosen.shadowKey(),
                        PostgresPairing.mapping(before, way.columns()),
                        new Succession(
                                way.names(),
                                way.columns(),
                                added(connection, now, way),
                                way.adds(),
                                SourceDefinition.of(connection, now.name())),
                        true);
        };
    }
}
