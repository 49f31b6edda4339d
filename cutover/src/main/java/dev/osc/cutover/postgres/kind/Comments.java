// SPDX-License-Identifier: Apache-2.0
package dev.osc.cutover.postgres.kind;

import dev.osc.cutover.postgres.estate.Carried;
import dev.osc.cutover.postgres.estate.Look;
import dev.osc.cutover.postgres.estate.Moves;
import dev.osc.cutover.postgres.estate.Row;
import java.sql.SQLException;

/** Comments on the table, its columns, CHECK and NOT NULL constraints; those on other objects go with the objects. */
public final class Comments implements Carried {

    private static final String TABLE = """
            SELECT format('%L', obj_description(:source, 'pg_class')) AS wanted
            WHERE obj_description(:source, 'pg_class') IS DISTINCT FROM obj_description(:shadow, 'pg_class')
            """;

    private static final String COLUMNS = """
            SELECT quote_ident(m.shadow) AS column, format('%L', col_description(:source, s.attnum)) AS wanted
            FROM m JOIN pg_attribute s ON s.attrelid = :source AND s.attname = m.source
            JOIN pg_attribute t ON t.attrelid = :shadow AND t.attname = m.shadow
            WHERE col_description(:source, s.attnum) IS DISTINCT FROM col_description(:shadow, t.attnum)
            ORDER BY t.attnum
            """;

    private static final String CONSTRAINTS = """
            SELECT s.conname AS name, t.conname AS shadow, format('%L', obj_description(s.oid, 'pg_constraint')) AS wanted,
                   obj_description(s.oid, 'pg_constraint') IS DISTINCT FROM obj_description(t.oid, 'pg_constraint') AS differs
            FROM pg_constraint s, pg_constraint t
            WHERE s.conrelid = :source AND t.conrelid = :shadow AND s.contype = t.contype AND s.contype <> 'f'
            """;

    /** A CHECK that is NOT VALID is added by the swap: the shadow is filled without it. */
    private static final String UNPROVED = """
            SELECT c.conname AS name, format('%L', obj_description(c.oid, 'pg_constraint')) AS wanted FROM pg_constraint c
            WHERE c.conrelid = :source AND c.contype = 'c' AND NOT c.convalidated AND obj_description(c.oid, 'pg_constraint') IS NOT NULL
              AND NOT EXISTS (SELECT FROM pg_constraint t WHERE t.conrelid = :shadow AND t.conname = c.conname)
              AND NOT EXISTS (SELECT FROM pg_attribute a LEFT JOIN m ON m.source = a.attname
                              WHERE a.attrelid = c.conrelid AND a.attnum = ANY(c.conkey) AND m.shadow IS NULL)
            """;

    @Override
    public void read(Look look, Moves moves) throws SQLException {
        if (!look.shadowExists()) {
            return;
        }
        for (Row row : look.rows(TABLE)) {
            moves.prepare("COMMENT ON TABLE " + look.shadowName() + " IS " + row.text("wanted"));
        }
        for (Row row : look.rows(COLUMNS)) {
            moves.prepare(
                    "COMMENT ON COLUMN " + look.shadowName() + "." + row.text("column") + " IS " + row.text("wanted"));
        }
        for (Row row : look.rows(UNPROVED)) {
            if (!look.succession().drops().contains(row.text("name"))) {
                moves.change("COMMENT ON CONSTRAINT " + look.quote(row.text("name")) + " ON " + look.sourceName()
                        + " IS " + row.text("wanted"));
            }
        }
        for (Row row : look.rows(CONSTRAINTS)) {
            if (row.is("differs")
                    && look.succession().finalName(row.text("shadow")).equals(row.text("name"))) {
                moves.prepare("COMMENT ON CONSTRAINT " + look.quote(row.text("shadow")) + " ON " + look.shadowName()
                        + " IS " + row.text("wanted"));
            }
        }
    }
}
