// SPDX-License-Identifier: Apache-2.0
package dev.osc.cutover.postgres.kind;

import dev.osc.cutover.postgres.estate.Carried;
import dev.osc.cutover.postgres.estate.Look;
import dev.osc.cutover.postgres.estate.Moves;
import dev.osc.cutover.postgres.estate.Row;
import dev.osc.cutover.postgres.estate.TableLock;
import java.sql.SQLException;

/**
 * Rewrite rules: the table's own are created on the new one, and disabled on the retired one; those of other tables and views
 * whose actions name it, or name a view that is created anew, are dropped and created again.
 */
public final class Rules implements Carried {

    private static final String ALL = """
            SELECT r.oid, r.rulename AS name, quote_ident(r.rulename) AS quoted, r.ev_class::regclass::text AS on,
                   rtrim(pg_get_ruledef(r.oid), ';') AS definition, r.ev_enabled AS enabled,
                   format('%L', obj_description(r.oid, 'pg_rewrite')) AS comment,
                   obj_description(r.oid, 'pg_rewrite') IS NOT NULL AS commented,
                   r.ev_class = :source AS own, r.ev_class = ANY(?) AS again, c.relkind = 'v' AS of_view,
                   pg_has_role(c.relowner, 'USAGE') AS owned
            FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class
            WHERE r.rulename <> '_RETURN' AND (r.ev_class = :source OR r.ev_class = ANY(?) OR EXISTS (
                  SELECT FROM pg_depend d WHERE d.classid = 'pg_rewrite'::regclass AND d.objid = r.oid
                  AND (d.refclassid = 'pg_class'::regclass AND (d.refobjid = :source OR d.refobjid = ANY(?))
                       OR d.refclassid = 'pg_type'::regclass AND d.refobjid = ANY(?))))
            ORDER BY r.ev_class = :source DESC, 4, r.rulename
            """;

    private static final String LEFT = """
            SELECT quote_ident(rulename) AS quoted FROM pg_rewrite WHERE ev_class = :shadow ORDER BY 1
            """;

    @Override
    public void read(Look look, Moves moves) throws SQLException {
        if (look.shadowExists()) {
            for (Row left : look.rows(LEFT)) {
                moves.prepare("DROP RULE " + left.text("quoted") + " ON " + look.shadowName());
            }
        }
        var views = look.oids(moves.recreated());
        for (Row rule : look.rows(ALL, views, views, views, look.oids(look.rowTypes()))) {
            moves.accountFor("pg_rewrite", rule.number("oid"));
            String name = rule.text("name") + " of " + rule.text("on");
            if (look.hindered(moves, "rule", name, look.alteredColumns("pg_rewrite", rule.number("oid")))) {
                continue;
            }
            if (!rule.is("owned")) {
                moves.hinders(
                        "rule", name, "its table is owned by a role that this one is no member of", "run as a member");
                continue;
            }
            leave(rule, moves);
            moves.arrive("rule", name, rule.text("definition"));
            dress(rule, moves);
            moves.carries("rule", name, rule.is("own") ? "created on the new table" : "dropped and created again");
        }
    }

    private static void leave(Row rule, Moves moves) {
        if (rule.is("own")) {
            moves.leave("ALTER TABLE " + rule.text("on") + " DISABLE RULE " + rule.text("quoted"));
        } else if (!rule.is("again")) {
            moves.lock(new TableLock(
                    rule.text("on"),
                    "ACCESS EXCLUSIVE",
                    "its rule " + rule.text("name") + " names the table",
                    !rule.is("of_view")));
            moves.leave("DROP RULE " + rule.text("quoted") + " ON " + rule.text("on"));
        }
    }

    private static void dress(Row rule, Moves moves) {
        String table = "ALTER TABLE " + rule.text("on");
        switch (rule.text("enabled")) {
            case "D" -> moves.arrive(table + " DISABLE RULE " + rule.text("quoted"));
            case "R" -> moves.arrive(table + " ENABLE REPLICA RULE " + rule.text("quoted"));
            case "A" -> moves.arrive(table + " ENABLE ALWAYS RULE " + rule.text("quoted"));
            default -> {
                // as created
            }
        }
        if (rule.is("commented")) {
            moves.arrive("COMMENT ON RULE " + rule.text("quoted") + " ON " + rule.text("on") + " IS "
                    + rule.text("comment"));
        }
    }
}
