// SPDX-License-Identifier: Apache-2.0
package dev.osc.cutover.postgres.kind;

import dev.osc.cutover.postgres.estate.Carried;
import dev.osc.cutover.postgres.estate.Look;
import dev.osc.cutover.postgres.estate.Moves;
import dev.osc.cutover.postgres.estate.Row;
import dev.osc.cutover.postgres.estate.TableLock;
import java.sql.SQLException;

/**
 * Policies: the table's own are created on the new one, and stay on the retired one too, which they go on protecting; other
 * tables' that look into the table, or into a view that is created anew, are dropped and created again. FORCE comes with the
 * swap: before it, osc itself writes to the shadow as its owner.
 */
public final class RowSecurity implements Carried {

    private static final String POLICIES = """
            SELECT p.oid, p.polname AS name, quote_ident(p.polname) AS quoted, p.polrelid::regclass::text AS on,
                   p.polrelid = :source AS own, pg_has_role(c.relowner, 'USAGE') AS owned,
                   'CREATE POLICY ' || quote_ident(p.polname) || ' ON ' || p.polrelid::regclass
                       || ' AS ' || CASE WHEN p.polpermissive THEN 'PERMISSIVE' ELSE 'RESTRICTIVE' END
                       || ' FOR ' || CASE p.polcmd WHEN 'r' THEN 'SELECT' WHEN 'a' THEN 'INSERT' WHEN 'w' THEN 'UPDATE'
                                                   WHEN 'd' THEN 'DELETE' ELSE 'ALL' END
                       || ' TO ' || (SELECT string_agg(CASE r WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(r)) END, ', ')
                                     FROM unnest(p.polroles) r)
                       || coalesce(' USING (' || pg_get_expr(p.polqual, p.polrelid) || ')', '')
                       || coalesce(' WITH CHECK (' || pg_get_expr(p.polwithcheck, p.polrelid) || ')', '') AS definition,
                   format('%L', obj_description(p.oid, 'pg_policy')) AS comment,
                   obj_description(p.oid, 'pg_policy') IS NOT NULL AS commented
            FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid
            WHERE p.polrelid = :source OR p.polrelid <> :shadow AND EXISTS (
                  SELECT FROM pg_depend d WHERE d.classid = 'pg_policy'::regclass AND d.objid = p.oid
                  AND (d.refclassid = 'pg_class'::regclass AND (d.refobjid = :source OR d.refobjid = ANY(?))
                       OR d.refclassid = 'pg_type'::regclass AND d.refobjid = ANY(?)))
            ORDER BY p.polrelid = :source DESC, 4, p.polname
            """;

    private static final String LEFT = """
            SELECT quote_ident(polname) AS quoted FROM pg_policy WHERE polrelid = :shadow ORDER BY 1
            """;

    private static final String FORCED = "SELECT relforcerowsecurity AS forced FROM pg_class WHERE oid = :source";

    @Override
    public void read(Look look, Moves moves) throws SQLException {
        if (look.shadowExists()) {
            for (Row left : look.rows(LEFT)) {
                moves.prepare("DROP POLICY " + left.text("quoted") + " ON " + look.shadowName());
            }
        }
        if (look.rows(FORCED).getFirst().is("forced")) {
            moves.arrive("ALTER TABLE " + look.sourceName() + " FORCE ROW LEVEL SECURITY");
            moves.carries("row security", look.sourceName(), "forced on the new table");
        }
        for (Row policy : look.rows(POLICIES, look.oids(moves.recreated()), look.oids(look.rowTypes()))) {
            moves.accountFor("pg_policy", policy.number("oid"));
            String name = policy.text("name") + " of " + policy.text("on");
            if (look.hindered(moves, "policy", name, look.alteredColumns("pg_policy", policy.number("oid")))) {
                continue;
            }
            if (!policy.is("own")) {
                if (!policy.is("owned")) {
                    moves.hinders(
                            "policy",
                            name,
                            "its table is owned by a role that this one is no member of",
                            "run as a member");
                    continue;
                }
                moves.lock(new TableLock(
                        policy.text("on"),
                        "ACCESS EXCLUSIVE",
                        "its policy " + policy.text("name") + " reads the table",
                        true));
                moves.leave("DROP POLICY " + policy.text("quoted") + " ON " + policy.text("on"));
            }
            moves.arrive("policy", name, policy.text("definition"));
            if (policy.is("commented")) {
                moves.arrive("COMMENT ON POLICY " + policy.text("quoted") + " ON " + policy.text("on") + " IS "
                        + policy.text("comment"));
            }
            moves.carries("policy", name, policy.is("own") ? "created on the new table" : "dropped and created again");
        }
    }
}
