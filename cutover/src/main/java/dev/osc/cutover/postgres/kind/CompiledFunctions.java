// SPDX-License-Identifier: Apache-2.0
package dev.osc.cutover.postgres.kind;

import dev.osc.cutover.postgres.estate.Carried;
import dev.osc.cutover.postgres.estate.Look;
import dev.osc.cutover.postgres.estate.Moves;
import dev.osc.cutover.postgres.estate.Row;
import java.sql.SQLException;

/**
 * PL/pgSQL functions with variables of the table's row type, or of a column's. A session compiles a function once, with the type
 * that the name means then, and would go on with the retired table's: "type of parameter does not match that when preparing the
 * plan". A function that is altered, be it to what it is, is compiled again by everybody. Which ones may have such variables only
 * their text tells; one too many does no harm.
 */
public final class CompiledFunctions implements Carried {

    private static final String NAMING = """
            SELECT p.oid::regprocedure::text AS name, CASE p.prokind WHEN 'p' THEN 'PROCEDURE' ELSE 'FUNCTION' END AS what,
                   p.prosecdef AS definer, pg_has_role(p.proowner, 'USAGE') AS owned
            FROM pg_proc p JOIN pg_language l ON l.oid = p.prolang AND l.lanname = 'plpgsql'
            WHERE p.prokind IN ('f', 'p') AND EXISTS (
                SELECT FROM pg_class c
                WHERE (c.oid = :source OR c.oid = ANY(?)) AND position(lower(c.relname) IN lower(p.prosrc)) > 0
                  AND p.prosrc ~* ('\\m' || regexp_replace(c.relname, '(\\W)', '\\\\\\1', 'g')
                                   || '\\M"?\\s*(\\.[^;]{1,70}?)?(%|;|:=|=|\\[|\\mdefault\\M|\\mnot\\M)'))
            ORDER BY 1
            """;

    @Override
    public void read(Look look, Moves moves) throws SQLException {
        for (Row function : look.rows(NAMING, look.oids(moves.recreated()))) {
            String name = function.text("name");
            if (function.is("owned")) {
                moves.arrive("ALTER " + function.text("what") + " " + name + " SECURITY "
                        + (function.is("definer") ? "DEFINER" : "INVOKER"));
                moves.carries("function", name, "compiled again by sessions that have used it");
            } else {
                moves.carries(
                        "function",
                        name,
                        "left alone, it is owned by a role that this one is no member of: where it has variables of the table's"
                                + " type, sessions that have used it must begin anew");
            }
        }
    }
}
