// SPDX-License-Identifier: Apache-2.0
package dev.osc.cutover.postgres;

import dev.osc.schema.Dialect;
import dev.osc.schema.TableName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * What a table has that CREATE TABLE (LIKE … INCLUDING ALL) leaves out and an ALTER TABLE may change: owner, storage parameters,
 * statistics targets and options of columns, REPLICA IDENTITY FULL or NOTHING, the row security switch. It is put on the bare copy
 * <em>before</em> the user's ALTER, so that what that changes stays changed. Stateless.
 */
public final class ShadowDress {

    private static final String CREATION = """
            SELECT coalesce(' USING ' || quote_ident(a.amname), '')
                   || coalesce(' TABLESPACE ' || quote_ident(t.spcname), '') AS clause
            FROM pg_class c LEFT JOIN pg_am a ON a.oid = c.relam LEFT JOIN pg_tablespace t ON t.oid = c.reltablespace
            WHERE c.oid = ?::regclass
            """;

    private static final String STATEMENTS = """
            WITH s AS (SELECT * FROM pg_class WHERE oid = ?::regclass), t AS (SELECT ?::text AS name), a AS (
                SELECT 1 AS at, 0 AS attnum, 'GRANT USAGE, CREATE ON SCHEMA ' || quote_ident(?) || ' TO '
                       || quote_ident(pg_get_userbyid(relowner)) AS sql
                FROM s WHERE to_regnamespace(?) <> s.relnamespace AND pg_get_userbyid(s.relowner) <> current_user
                UNION ALL
                SELECT 2, 0, 'ALTER TABLE ' || name || ' OWNER TO ' || quote_ident(pg_get_userbyid(relowner)) FROM s, t
                WHERE pg_get_userbyid(s.relowner) <> current_user
                UNION ALL
                SELECT 3, 0, 'ALTER TABLE ' || name || ' SET ('
                       || string_agg(quote_ident(option_name) || '=' || quote_literal(option_value), ', ') || ')'
                FROM s, t, pg_options_to_table(s.reloptions) GROUP BY name
                UNION ALL
                SELECT 4, 0, 'ALTER TABLE ' || name || ' SET ('
                       || string_agg('toast.' || quote_ident(option_name) || '=' || quote_literal(option_value), ', ') || ')'
                FROM s JOIN pg_class x ON x.oid = s.reltoastrelid, t, pg_options_to_table(x.reloptions) GROUP BY name
                UNION ALL
                SELECT 5, c.attnum, 'ALTER TABLE ' || name || ' ALTER COLUMN ' || quote_ident(c.attname)
                       || ' SET STATISTICS ' || c.attstattarget
                FROM s JOIN pg_attribute c ON c.attrelid = s.oid, t WHERE c.attnum > 0 AND NOT c.attisdropped AND c.attstattarget >= 0
                UNION ALL
                SELECT 6, c.attnum, 'ALTER TABLE ' || name || ' ALTER COLUMN ' || quote_ident(c.attname) || ' SET ('
                       || string_agg(quote_ident(option_name) || '=' || quote_literal(option_value), ', ') || ')'
                FROM s JOIN pg_attribute c ON c.attrelid = s.oid, t, pg_options_to_table(c.attoptions)
                WHERE c.attnum > 0 AND NOT c.attisdropped GROUP BY name, c.attname, c.attnum
                UNION ALL
                SELECT 7, 0, 'ALTER TABLE ' || name || ' REPLICA IDENTITY ' || CASE relreplident WHEN 'f' THEN 'FULL' ELSE 'NOTHING' END
                FROM s, t WHERE relreplident IN ('f', 'n')
                UNION ALL
                SELECT 8, 0, 'ALTER TABLE ' || name || ' ENABLE ROW LEVEL SECURITY' FROM s, t WHERE relrowsecurity)
            SELECT sql FROM a ORDER BY at, attnum
            """;

    private final Dialect dialect;

    public ShadowDress(Dialect dialect) {
        this.dialect = dialect;
    }

    /** What must follow CREATE TABLE … (LIKE source …), so that the copy lies where the source lies; possibly empty. */
    public String creation(Connection session, TableName source) throws SQLException {
        return query(session, CREATION, dialect.quote(source)).getFirst();
    }

    /**
     * Makes a bare copy like the source, in the session's transaction. Where the copy lies in a schema of its own, the source's
     * owner is given the use of that.
     *
     * @param copy with all of the source's columns, under their names
     */
    public void put(Connection session, TableName source, TableName copy) throws SQLException {
        List<String> statements = query(
                session,
                STATEMENTS,
                dialect.quote(source),
                dialect.quote(copy),
                copy.schema(),
                dialect.quote(copy.schema()));
        try (Statement statement = session.createStatement()) {
            statement.setEscapeProcessing(false);
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static List<String> query(Connection session, String sql, String... parameters) throws SQLException {
        try (PreparedStatement statement = session.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
            }
            List<String> rows = new ArrayList<>();
            try (ResultSet found = statement.executeQuery()) {
                while (found.next()) {
                    rows.add(found.getString(1));
                }
            }
            return rows;
        }
    }
}
