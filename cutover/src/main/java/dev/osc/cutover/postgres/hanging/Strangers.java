// SPDX-License-Identifier: Apache-2.0
package dev.osc.cutover.postgres.hanging;

import dev.osc.cutover.postgres.estate.Carried;
import dev.osc.cutover.postgres.estate.Look;
import dev.osc.cutover.postgres.estate.Moves;
import dev.osc.cutover.postgres.estate.Row;
import java.sql.SQLException;

/**
 * Whatever depends on the table, its row type, or a view that is created anew, and that no kind before this one accounted for. It
 * would stay with the retired table and nobody would know: so it is refused. Comes last.
 */
public final class Strangers implements Carried {

    private static final String DEPENDING = """
            , g(classid, objid) AS (
                SELECT 'pg_class'::regclass, :source::oid
                UNION ALL SELECT 'pg_type'::regclass, unnest(?::oid[])
                UNION ALL SELECT 'pg_class'::regclass, unnest(?::oid[])
                UNION ALL SELECT 'pg_type'::regclass, t.oid FROM pg_class c JOIN pg_type t ON t.oid = c.reltype WHERE c.oid = ANY(?)
                UNION ALL SELECT 'pg_type'::regclass, t.typarray FROM pg_class c JOIN pg_type t ON t.oid = c.reltype
                          WHERE c.oid = ANY(?))
            SELECT d.classid::regclass::text AS catalogue, d.objid AS oid, min(pg_describe_object(d.classid, d.objid, d.objsubid)) AS what,
                   min(pg_describe_object(g.classid, g.objid, 0)) AS on
            FROM g JOIN pg_depend d ON d.refclassid = g.classid AND d.refobjid = g.objid
            WHERE NOT EXISTS (SELECT FROM g o WHERE o.classid = d.classid AND o.objid = d.objid)
              AND NOT (d.classid = 'pg_class'::regclass AND d.deptype = 'i'
                       AND EXISTS (SELECT FROM pg_class c WHERE c.oid = d.objid AND c.relkind = 't'))
              AND NOT (d.classid = 'pg_attrdef'::regclass AND EXISTS (
                       SELECT FROM pg_attrdef f JOIN g o ON o.classid = 'pg_class'::regclass AND o.objid = f.adrelid
                       WHERE f.oid = d.objid))
              AND NOT (d.classid = 'pg_rewrite'::regclass AND EXISTS (
                       SELECT FROM pg_rewrite r JOIN g o ON o.classid = 'pg_class'::regclass AND o.objid = r.ev_class
                       WHERE r.oid = d.objid AND r.rulename = '_RETURN'))
              AND NOT (d.classid = 'pg_trigger'::regclass AND EXISTS (
                       SELECT FROM pg_trigger t WHERE t.oid = d.objid AND t.tgisinternal))
            GROUP BY 1, 2, d.objsubid ORDER BY 3
            """;

    @Override
    public void read(Look look, Moves moves) throws SQLException {
        var views = look.oids(moves.recreated());
        for (Row stranger : look.rows(DEPENDING, look.oids(look.rowTypes()), views, views, views)) {
            if (!moves.isAccountedFor(stranger.text("catalogue"), stranger.number("oid"))) {
                moves.hinders(
                        "object",
                        stranger.text("what"),
                        "it depends on " + stranger.text("on") + " in a way that the swap can't carry over",
                        "drop it before the change and create it again for the new table afterwards");
            }
        }
    }
}
