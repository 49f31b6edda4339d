// SPDX-License-Identifier: Apache-2.0
package dev.osc.cutover.postgres.hanging;

import dev.osc.cutover.postgres.estate.Carried;
import dev.osc.cutover.postgres.estate.Look;
import dev.osc.cutover.postgres.estate.Moves;
import dev.osc.cutover.postgres.estate.Row;
import java.sql.SQLException;

/**
 * Functions with a body of SQL (BEGIN ATOMIC) hold the table by its oid: they are replaced by the same text, which then means the
 * new table; owner and grants stay. One that takes or returns the table's row type can't be replaced, and is refused. Bodies of
 * text look names up when they run.
 */
public final class Functions implements Carried {

    private static final String ALL = """
            SELECT p.oid, p.oid::regprocedure::text AS name, bool_or(d.refclassid = 'pg_type'::regclass) AS by_type,
                   bool_or(d.refobjid <> :source AND d.refclassid = 'pg_class'::regclass) AS by_view,
                   p.prokind IN ('f', 'p') AND p.prosqlbody IS NOT NULL AS parsed, pg_has_role(p.proowner, 'USAGE') AS owned
            FROM pg_depend d JOIN pg_proc p ON p.oid = d.objid
            WHERE d.classid = 'pg_proc'::regclass AND d.deptype = 'n'
              AND (d.refclassid = 'pg_class'::regclass AND (d.refobjid = :source OR d.refobjid = ANY(?))
                   OR d.refclassid = 'pg_type'::regclass AND (d.refobjid = ANY(?) OR d.refobjid IN (
                      SELECT t.oid FROM pg_type t JOIN pg_class c ON t.oid = c.reltype WHERE c.oid = ANY(?)
                      UNION ALL SELECT t.typarray FROM pg_type t JOIN pg_class c ON t.oid = c.reltype WHERE c.oid = ANY(?))))
            GROUP BY p.oid ORDER BY 2
            """;

    private static final String DEFINITION = "SELECT pg_get_functiondef(?::oid) AS definition";

    @Override
    public void read(Look look, Moves moves) throws SQLException {
        var views = look.oids(moves.recreated());
        for (Row function : look.rows(ALL, views, look.oids(look.rowTypes()), views, views)) {
            moves.accountFor("pg_proc", function.number("oid"));
            String name = function.text("name");
            String again = "drop it before the change and create it again afterwards";
            if (function.is("by_type")) {
                moves.hinders("function", name, "it takes or returns rows of the table", again);
            } else if (!function.is("parsed") || function.is("by_view")) {
                moves.hinders("function", name, "it depends on the table in a way that no statement can renew", again);
            } else if (!function.is("owned")) {
                moves.hinders(
                        "function", name, "it is owned by a role that this one is no member of", "run as a member");
            } else if (!look.hindered(
                    moves, "function", name, look.alteredColumns("pg_proc", function.number("oid")))) {
                moves.arrive(
                        "function",
                        name,
                        look.rows(DEFINITION, function.number("oid")).getFirst().text("definition"));
                moves.carries("function", name, "replaced by the same text, for the new table");
            }
        }
    }
}
