// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.postgres.shadow;

import dev.osc.engine.postgres.session.Ask;
import dev.osc.schema.TableName;
import dev.osc.schema.postgres.PostgresDialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The source's empty double in its scratch schema: columns, defaults, identity, generated columns, valid CHECKs, unique and
 * exclusion constraints, indexes. It has no foreign keys, triggers, rules or policies. Every method runs in the
 * connection's transaction.
 */
public final class ScratchTable {

    private final PostgresDialect dialect = new PostgresDialect();
    private final Connection connection;
    private final TableName source;
    private final TableName scratch;

    public ScratchTable(Connection connection, TableName source) {
        this.connection = connection;
        this.source = source;
        this.scratch = new TableName(schemaOf(source), source.table());
    }

    /** The scratch schema of a table, which nobody else uses while its lock is held. */
    public static String schemaOf(TableName source) {
        return TableName.companion(source.schema() + "_" + source.table(), "_osc_scratch");
    }

    public TableName name() {
        return scratch;
    }

    public void create() throws SQLException {
        drop();
        execute("CREATE SCHEMA " + dialect.quote(scratch.schema()));
        String method =
                text("SELECT amname FROM pg_am JOIN pg_class c ON c.relam = pg_am.oid WHERE c.oid = ?::regclass");
        String space = text(
                "SELECT spcname FROM pg_tablespace s JOIN pg_class c ON c.reltablespace = s.oid WHERE c.oid = ?::regclass");
        execute("CREATE TABLE " + dialect.quote(scratch) + " (LIKE " + dialect.quote(source)
                + " INCLUDING DEFAULTS INCLUDING GENERATED INCLUDING IDENTITY INCLUDING STORAGE INCLUDING COMPRESSION"
                + " INCLUDING CONSTRAINTS INCLUDING COMMENTS)"
                + (method.isEmpty() ? "" : " USING " + dialect.quote(method))
                + (space.isEmpty() ? "" : " TABLESPACE " + dialect.quote(space)));
        for (String check : unproved()) {
            execute("ALTER TABLE " + dialect.quote(scratch) + " DROP CONSTRAINT " + dialect.quote(check));
        }
        for (Index index : indexes()) {
            create(index);
        }
    }

    /**
     * @param constraint its definition, or empty where the index belongs to none
     * @param options storage parameters as written in WITH, possibly empty
     */
    private record Index(
            String name, boolean unique, String definition, String constraint, String options, String space) {}

    private List<Index> indexes() throws SQLException {
        String sql = """
                SELECT x.relname, i.indisunique, pg_get_indexdef(x.oid), coalesce(pg_get_constraintdef(o.oid), ''),
                       coalesce(array_to_string(x.reloptions, ', '), ''),
                       coalesce((SELECT spcname FROM pg_tablespace WHERE oid = x.reltablespace), '')
                  FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid
                  LEFT JOIN pg_constraint o ON o.conindid = x.oid AND o.contype IN ('p', 'u', 'x')
                 WHERE i.indrelid = ?::regclass AND i.indisvalid ORDER BY x.oid""";
        return Ask.rows(
                connection,
                sql,
                row -> new Index(
                        row.getString(1),
                        row.getBoolean(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6)),
                dialect.quote(source));
    }

    private void create(Index index) throws SQLException {
        execute("SET LOCAL default_tablespace = "
                + PostgresDialect.literal(index.space().isEmpty() ? "" : dialect.quote(index.space())));
        String name = dialect.quote(index.name());
        if (index.constraint().isEmpty()) {
            // "CREATE INDEX name ON [ONLY] schema.table USING …": a name may hold any words, so by its own length
            String head = "CREATE " + (index.unique() ? "UNIQUE " : "") + "INDEX ";
            String using = index.definition()
                    .substring(index.definition()
                            .indexOf(" USING ", head.length() + index.name().length()));
            execute(head + name + " ON " + dialect.quote(scratch) + using);
        } else {
            execute("ALTER TABLE " + dialect.quote(scratch) + " ADD CONSTRAINT " + name + " " + index.constraint());
            if (!index.options().isEmpty()) {
                execute("ALTER INDEX " + dialect.quote(new TableName(scratch.schema(), index.name())) + " SET ("
                        + index.options() + ")");
            }
        }
    }

    /** CHECKs that present rows may break: NOT VALID. LIKE would have them checked. */
    private List<String> unproved() throws SQLException {
        return constraints("contype = 'c' AND NOT convalidated", source);
    }

    /** The same as clauses to be added later, of those whose columns are still there. */
    public Map<String, String> unprovedClauses() throws SQLException {
        String sql = """
                SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint o
                 WHERE conrelid = ?::regclass AND contype = 'c' AND NOT convalidated AND NOT EXISTS (
                    SELECT FROM unnest(o.conkey) AS k(n) JOIN pg_attribute a ON a.attrelid = o.conrelid AND a.attnum = k.n
                     WHERE a.attname NOT IN (SELECT attname FROM pg_attribute WHERE attrelid = ?::regclass))""";
        Map<String, String> clauses = new LinkedHashMap<>();
        Ask.rows(
                connection,
                sql,
                row -> clauses.put(
                        row.getString(1), "ADD CONSTRAINT " + dialect.quote(row.getString(1)) + " " + row.getString(2)),
                dialect.quote(source),
                dialect.quote(scratch));
        return clauses;
    }

    /** The source's constraints that it is made without: foreign keys, and what present rows may break. */
    public Set<String> absent() throws SQLException {
        return Set.copyOf(constraints("contype = 'f' OR contype = 'c' AND NOT convalidated", source));
    }

    /**
     * NOT NULLs that present rows may break (NOT VALID, since 18). LIKE copies them as valid ones; so they are taken off again,
     * but for those that the change has dropped or proves.
     *
     * @param proved constraints that the change validates
     * @param columns columns that it sets NOT NULL
     * @return clauses to be added later
     */
    public List<String> shedNotNulls(Set<String> proved, Set<String> columns) throws SQLException {
        String sql = """
                SELECT o.conname, a.attname, pg_get_constraintdef(o.oid)
                  FROM pg_constraint o JOIN pg_attribute a ON a.attrelid = o.conrelid AND a.attnum = o.conkey[1]
                  JOIN pg_constraint n ON n.conrelid = ?::regclass AND n.conname = o.conname AND n.contype = 'n'
                 WHERE o.conrelid = ?::regclass AND o.contype = 'n' AND NOT o.convalidated""";
        List<String> clauses = new ArrayList<>();
        List<String> names = new ArrayList<>();
        Ask.rows(
                connection,
                sql,
                row -> {
                    String name = dialect.quote(row.getString(1));
                    boolean stays = proved.contains(row.getString(1)) || columns.contains(row.getString(2));
                    if (!stays) {
                        names.add(name);
                        clauses.add("ADD CONSTRAINT " + name + " " + row.getString(3));
                    }
                    return stays;
                },
                dialect.quote(scratch),
                dialect.quote(source));
        for (String name : names) {
            execute("ALTER TABLE " + dialect.quote(scratch) + " DROP CONSTRAINT " + name);
        }
        return clauses;
    }

    /**
     * Gives it what stands for those: the unproved CHECKs and NOT NULLs themselves, and for each foreign key a CHECK of its name, so that a
     * change can name it and no other takes the name.
     */
    public void standIn() throws SQLException {
        List<String> clauses = new ArrayList<>(unprovedClauses().values());
        clauses.addAll(shedNotNulls(Set.of(), Set.of()));
        for (String clause : clauses) {
            execute("ALTER TABLE " + dialect.quote(scratch) + " " + clause);
        }
        for (String name : constraints("contype = 'f'", source)) {
            execute("ALTER TABLE " + dialect.quote(scratch) + " ADD CONSTRAINT " + dialect.quote(name)
                    + " CHECK (true) NOT VALID");
        }
    }

    /** Whether an ALTER has given it one. */
    public boolean hasForeignKeys() throws SQLException {
        return !constraints("contype = 'f'", scratch).isEmpty();
    }

    private List<String> constraints(String condition, TableName table) throws SQLException {
        return Ask.texts(
                connection,
                "SELECT conname FROM pg_constraint WHERE conrelid = ?::regclass AND (" + condition + ")",
                dialect.quote(table));
    }

    /** Whether it still bears its name. */
    public boolean isThere() throws SQLException {
        return Ask.yes(connection, "SELECT to_regclass(?) IS NOT NULL", dialect.quote(scratch));
    }

    /** Columns by their number, which no ALTER changes: a new column has a new one. */
    public Map<Integer, String> columns() throws SQLException {
        Map<Integer, String> columns = new LinkedHashMap<>();
        Ask.rows(
                connection,
                "SELECT attnum, attname FROM pg_attribute WHERE attrelid = ?::regclass AND attnum > 0 AND NOT attisdropped"
                        + " ORDER BY attnum",
                row -> columns.put(row.getInt(1), row.getString(2)),
                dialect.quote(scratch));
        return columns;
    }

    /**
     * Gives what belongs to it the companions' names.
     *
     * @return the names that are to be given back at the swap: companion to final
     */
    public Map<String, String> takeCompanionNames() throws SQLException {
        Map<String, String> names = new LinkedHashMap<>();
        String owned = """
                SELECT c.relname, c.relkind = 'S' FROM pg_class c
                 WHERE c.oid IN (SELECT indexrelid FROM pg_index WHERE indrelid = ?::regclass)
                    OR c.relkind = 'S' AND c.oid IN (SELECT objid FROM pg_depend
                        WHERE classid = 'pg_class'::regclass AND refobjid = ?::regclass AND deptype IN ('i', 'a'))
                 ORDER BY c.oid""";
        List<String> statements = new ArrayList<>();
        Ask.rows(
                connection,
                owned,
                row -> {
                    String name = row.getString(1);
                    String companion = TableName.companion(name, "_osc_new");
                    names.put(companion, name);
                    return statements.add("ALTER " + (row.getBoolean(2) ? "SEQUENCE " : "INDEX ")
                            + dialect.quote(new TableName(scratch.schema(), name)) + " RENAME TO "
                            + dialect.quote(companion));
                },
                dialect.quote(scratch),
                dialect.quote(scratch));
        for (String statement : statements) {
            execute(statement);
        }
        return names;
    }

    /** Moves it beside the source, as its shadow. */
    public void becomeShadow() throws SQLException {
        TableName shadow = source.shadow();
        execute("ALTER TABLE " + dialect.quote(scratch) + " RENAME TO " + dialect.quote(shadow.table()));
        execute("ALTER TABLE " + dialect.quote(new TableName(scratch.schema(), shadow.table())) + " SET SCHEMA "
                + dialect.quote(shadow.schema()));
        execute("DROP SCHEMA " + dialect.quote(scratch.schema()));
    }

    /** Drops it and its schema, if they are there. */
    public void drop() throws SQLException {
        execute("DROP SCHEMA IF EXISTS " + dialect.quote(scratch.schema()) + " CASCADE");
    }

    private String text(String sql) throws SQLException {
        String text = Ask.text(connection, sql, dialect.quote(source));
        return text == null ? "" : text;
    }

    private void execute(String sql) throws SQLException {
        Ask.execute(connection, sql);
    }
}
