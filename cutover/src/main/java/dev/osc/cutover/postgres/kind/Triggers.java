// SPDX-License-Identifier: Apache-2.0
package dev.osc.cutover.postgres.kind;

import dev.osc.cutover.postgres.estate.Carried;
import dev.osc.cutover.postgres.estate.Look;
import dev.osc.cutover.postgres.estate.Moves;
import dev.osc.cutover.postgres.estate.Row;
import java.sql.SQLException;
import java.util.List;

/**
 * The table's triggers: created on the new table as the server writes them, in the same state. The retired table keeps its own,
 * disabled: a rollback that writes to it must not fire them. A shadow that once was the table loses its own first.
 */
public final class Triggers implements Carried {

    private static final String OF = """
            SELECT t.oid, t.tgconstraint AS constraint, t.tgname AS name, quote_ident(t.tgname) AS quoted,
                   pg_get_triggerdef(t.oid) AS definition,
                   t.tgenabled AS enabled, t.tgqual IS NOT NULL AS conditional,
                   format('%L', obj_description(t.oid, 'pg_trigger')) AS comment,
                   obj_description(t.oid, 'pg_trigger') IS NOT NULL AS commented,
                   u.old_columns, u.new_columns,
                   (SELECT string_agg(quote_ident(e.extname), ',') FROM pg_depend d JOIN pg_extension e ON e.oid = d.refobjid
                    WHERE d.classid = 'pg_trigger'::regclass AND d.objid = t.oid AND d.deptype = 'x') AS extensions
            FROM pg_trigger t,
            LATERAL (SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY i) AS old_columns,
                            string_agg(quote_ident(m.shadow), ', ' ORDER BY i) AS new_columns
                     FROM unnest(t.tgattr::int2[]) WITH ORDINALITY AS k(n, i)
                     JOIN pg_attribute a ON a.attrelid = t.tgrelid AND a.attnum = k.n LEFT JOIN m ON m.source = a.attname) u
            WHERE t.tgrelid = ?::oid AND NOT t.tgisinternal ORDER BY t.tgname
            """;

    @Override
    public void read(Look look, Moves moves) throws SQLException {
        if (look.shadowExists()) {
            for (Row left : look.rows(OF, look.shadow())) {
                moves.prepare("DROP TRIGGER " + left.text("quoted") + " ON " + look.shadowName());
            }
        }
        List<Row> triggers = look.rows(OF, look.source());
        if (!triggers.isEmpty()) {
            moves.leave("ALTER TABLE " + look.sourceName() + " DISABLE TRIGGER USER");
        }
        for (Row trigger : triggers) {
            moves.accountFor("pg_trigger", trigger.number("oid"));
            moves.accountFor("pg_constraint", trigger.number("constraint"));
            String name = trigger.text("name") + " of " + look.sourceName();
            List<Row> altered = look.alteredColumns("pg_trigger", trigger.number("oid"));
            // nothing tells a column of WHEN from one of UPDATE OF
            boolean listOnly = !trigger.is("conditional") && altered.stream().allMatch(row -> row.has("now"));
            if (!listOnly && look.hindered(moves, "trigger", name, altered)) {
                continue;
            }
            String definition = trigger.text("definition");
            if (!altered.isEmpty()) {
                definition = definition.replace(
                        " UPDATE OF " + trigger.text("old_columns") + " ",
                        " UPDATE OF " + trigger.text("new_columns") + " ");
            }
            create(trigger, definition, look.sourceName(), name, moves);
            moves.carries("trigger", name, "created on the new table");
        }
    }

    /** Those of a view that is created anew. */
    public static void again(Look look, Moves moves, long view, String name) throws SQLException {
        for (Row trigger : look.rows(OF, view)) {
            moves.accountFor("pg_trigger", trigger.number("oid"));
            create(trigger, trigger.text("definition"), name, trigger.text("name") + " of " + name, moves);
        }
    }

    private static void create(Row trigger, String definition, String on, String name, Moves moves) {
        moves.arrive("trigger", name, definition);
        switch (trigger.text("enabled")) {
            case "D" -> moves.arrive("ALTER TABLE " + on + " DISABLE TRIGGER " + trigger.text("quoted"));
            case "R" -> moves.arrive("ALTER TABLE " + on + " ENABLE REPLICA TRIGGER " + trigger.text("quoted"));
            case "A" -> moves.arrive("ALTER TABLE " + on + " ENABLE ALWAYS TRIGGER " + trigger.text("quoted"));
            default -> {
                // as created
            }
        }
        if (trigger.is("commented")) {
            moves.arrive(
                    "COMMENT ON TRIGGER " + trigger.text("quoted") + " ON " + on + " IS " + trigger.text("comment"));
        }
        if (trigger.has("extensions")) {
            for (String extension : trigger.text("extensions").split(",")) {
                moves.arrive(
                        "ALTER TRIGGER " + trigger.text("quoted") + " ON " + on + " DEPENDS ON EXTENSION " + extension);
            }
        }
    }
}
