// SPDX-License-Identifier: Apache-2.0
package dev.osc.cutover.postgres.kind;

import dev.osc.cutover.postgres.estate.Carried;
import dev.osc.cutover.postgres.estate.Look;
import dev.osc.cutover.postgres.estate.Moves;
import dev.osc.cutover.postgres.estate.Row;
import java.sql.SQLException;

/**
 * What belongs to the table as a whole or to its columns and no CREATE TABLE … LIKE copies: owner, storage parameters (the TOAST
 * table's too), statistics targets and options of columns, REPLICA IDENTITY, the row security switch. What the shadow has
 * already got otherwise than by default stays: the change gave it that.
 */
public final class TableTraits implements Carried {

    private static final String STATEMENTS = """
            , s AS (SELECT * FROM pg_class WHERE oid = :source), t AS (SELECT * FROM pg_class WHERE oid = :shadow),
             o(prefix, name, value) AS (
                SELECT '', f.* FROM s, pg_options_to_table(s.reloptions) f
                WHERE f.option_name NOT IN (SELECT g.option_name FROM t, pg_options_to_table(t.reloptions) g)
                UNION ALL
                SELECT 'toast.', f.* FROM s JOIN pg_class x ON x.oid = s.reltoastrelid, pg_options_to_table(x.reloptions) f
                WHERE EXISTS (SELECT FROM t WHERE t.reltoastrelid <> 0) AND f.option_name NOT IN (
                      SELECT g.option_name FROM t JOIN pg_class y ON y.oid = t.reltoastrelid, pg_options_to_table(y.reloptions) g)),
             c AS (
                SELECT m.shadow, a.attstattarget AS wanted, b.attstattarget AS present, a.attoptions, b.attnum
                FROM m JOIN pg_attribute a ON a.attrelid = :source AND a.attname = m.source
                JOIN pg_attribute b ON b.attrelid = :shadow AND b.attname = m.shadow
                WHERE coalesce(b.attstattarget, -1) = -1 AND a.attstattarget >= 0 OR b.attoptions IS NULL AND a.attoptions IS NOT NULL),
             w(at, attnum, sql) AS (
                SELECT 1, 0, 'OWNER TO ' || quote_ident(pg_get_userbyid(s.relowner)) FROM s, t WHERE s.relowner <> t.relowner
                UNION ALL
                SELECT 2, 0, 'SET (' || string_agg(prefix || quote_ident(name) || '=' || quote_literal(value), ', ') || ')'
                FROM o HAVING count(*) > 0
                UNION ALL
                SELECT 3, c.attnum, 'ALTER COLUMN ' || quote_ident(c.shadow) || ' SET STATISTICS ' || c.wanted
                FROM c WHERE c.wanted >= 0 AND coalesce(c.present, -1) = -1
                UNION ALL
                SELECT 4, c.attnum, 'ALTER COLUMN ' || quote_ident(c.shadow) || ' SET ('
                       || string_agg(quote_ident(option_name) || '=' || quote_literal(option_value), ', ') || ')'
                FROM c, pg_options_to_table(c.attoptions) GROUP BY c.shadow, c.attnum
                UNION ALL
                SELECT 5, 0, 'REPLICA IDENTITY ' || CASE s.relreplident WHEN 'f' THEN 'FULL' ELSE 'NOTHING' END
                FROM s, t WHERE s.relreplident IN ('f', 'n') AND t.relreplident = 'd'
                UNION ALL
                SELECT 6, 0, 'ENABLE ROW LEVEL SECURITY' FROM s, t WHERE s.relrowsecurity AND NOT t.relrowsecurity)
            SELECT sql FROM w ORDER BY at, attnum
            """;

    private static final String TOLD = """
            SELECT pg_get_userbyid(relowner) AS owner, array_to_string(reloptions, ', ') AS options FROM pg_class WHERE oid = :source
            """;

    @Override
    public void read(Look look, Moves moves) throws SQLException {
        Row told = look.rows(TOLD).getFirst();
        moves.carries(
                "table",
                look.sourceName(),
                "its owner " + told.text("owner")
                        + (told.has("options") ? " and parameters " + told.text("options") : "")
                        + " are given to the shadow before the lock");
        if (look.shadowExists()) {
            for (Row row : look.rows(STATEMENTS)) {
                moves.prepare("ALTER TABLE " + look.shadowName() + " " + row.text("sql"));
            }
        }
    }
}
