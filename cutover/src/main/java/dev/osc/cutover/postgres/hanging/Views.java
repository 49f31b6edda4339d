// SPDX-License-Identifier: Apache-2.0
package dev.osc.cutover.postgres.hanging;

import dev.osc.cutover.postgres.estate.Carried;
import dev.osc.cutover.postgres.estate.Look;
import dev.osc.cutover.postgres.estate.Moves;
import dev.osc.cutover.postgres.estate.Row;
import dev.osc.cutover.postgres.estate.TableLock;
import dev.osc.cutover.postgres.kind.Grants;
import dev.osc.cutover.postgres.kind.Triggers;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Views on the table. One whose columns stay of their types is replaced by the same text, which then means the new table: whatever
 * hangs on the view does not notice. Else it is dropped and created anew, with all views on it, in the order of dependence
 * (CREATE OR REPLACE VIEW can't change a column's type, manual). A materialized view can't be replaced, and to fill it anew
 * would keep writers waiting: refused. Comes before the kinds that ask which views are created anew.
 */
public final class Views implements Carried {

    private static final String UPON = """
            , v(oid, via) AS (
                SELECT :source::oid, 0::oid
                UNION
                SELECT r.ev_class, v.oid
                FROM v JOIN pg_class c ON c.oid = v.oid LEFT JOIN pg_type t ON t.oid = c.reltype
                JOIN pg_depend d ON d.classid = 'pg_rewrite'::regclass
                     AND (d.refclassid = 'pg_class'::regclass AND d.refobjid = v.oid
                          OR d.refclassid = 'pg_type'::regclass AND d.refobjid IN (c.reltype, t.typarray))
                JOIN pg_rewrite r ON r.oid = d.objid AND r.rulename = '_RETURN' AND r.ev_class <> v.oid)
            SELECT v.oid, (SELECT string_agg(w.via::text, ',') FROM v w WHERE w.oid = v.oid) AS via, r.oid AS rule, c.relkind,
                   c.relpersistence = 't' AS temporary,
                   v.oid::regclass::text AS name, rtrim(pg_get_viewdef(v.oid), ';') AS definition,
                   (SELECT ' WITH (' || string_agg(quote_ident(option_name) || '=' || quote_literal(option_value), ', ') || ')'
                    FROM pg_options_to_table(c.reloptions)) AS options,
                   quote_ident(pg_get_userbyid(c.relowner)) AS owner, pg_has_role(c.relowner, 'USAGE') AS owned,
                   pg_has_role(c.relowner, :member) AS given, has_schema_privilege(c.relowner, c.relnamespace, 'CREATE') AS creates,
                   format('%L', obj_description(v.oid, 'pg_class')) AS comment,
                   obj_description(v.oid, 'pg_class') IS NOT NULL AS commented,
                   EXISTS (SELECT FROM pg_depend WHERE classid = 'pg_class'::regclass AND objid = v.oid AND deptype = 'e')
                       OR EXISTS (SELECT FROM pg_seclabel WHERE classoid = 'pg_class'::regclass AND objoid = v.oid) AS bound,
                   EXISTS (SELECT FROM pg_attribute WHERE attrelid = v.oid AND atttypid = ANY(?)) AS of_rows,
                   :shadow <> 0 AND EXISTS (
                       SELECT FROM pg_depend d JOIN pg_attribute s ON s.attrelid = :source AND s.attnum = d.refobjsubid
                       LEFT JOIN m ON m.source = s.attname LEFT JOIN pg_attribute t ON t.attrelid = :shadow AND t.attname = m.shadow
                       WHERE d.classid = 'pg_rewrite'::regclass AND d.objid = r.oid AND d.refclassid = 'pg_class'::regclass
                         AND d.refobjid = :source AND d.refobjsubid > 0
                         AND (t.atttypid, t.atttypmod, t.attcollation) IS DISTINCT FROM (s.atttypid, s.atttypmod, s.attcollation))
                       AS retyped
            FROM (SELECT DISTINCT oid FROM v) v JOIN pg_class c ON c.oid = v.oid
            JOIN pg_rewrite r ON r.ev_class = v.oid AND r.rulename = '_RETURN'
            WHERE v.oid <> :source ORDER BY 5
            """;

    private static final String COLUMNS = """
            SELECT quote_ident(a.attname) AS column, format('%L', col_description(a.attrelid, a.attnum)) AS comment,
                   col_description(a.attrelid, a.attnum) IS NOT NULL AS commented, pg_get_expr(d.adbin, d.adrelid) AS default
            FROM pg_attribute a LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
            WHERE a.attrelid = ?::oid AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum
            """;

    @Override
    public void read(Look look, Moves moves) throws SQLException {
        List<String> drops = new ArrayList<>();
        for (Row view : inOrder(look)) {
            List<String> via = List.of(view.text("via").split(","));
            boolean direct = via.contains(Long.toString(look.source()));
            boolean onRecreated = moves.recreated().stream().anyMatch(parent -> via.contains(Long.toString(parent)));
            if (!direct && !onRecreated) {
                continue;
            }
            boolean anew = onRecreated || view.is("retyped") || view.is("of_rows");
            moves.accountFor("pg_rewrite", view.number("rule"));
            moves.accountFor("pg_class", view.number("oid"));
            if (hindered(look, moves, view, anew)) {
                continue;
            }
            moves.lock(TableLock.view(view.text("name"), view.text("owner"), "view on the table"));
            if (anew) {
                moves.recreate(view.number("oid"));
                drops.addFirst("DROP VIEW " + view.text("name"));
                create(look, moves, view);
            } else {
                moves.arrive(
                        "view",
                        view.text("name"),
                        "CREATE OR REPLACE VIEW " + view.text("name") + view.text("options") + " AS "
                                + view.text("definition"));
                moves.carries("view", view.text("name"), "replaced by the same text, for the new table");
            }
        }
        drops.forEach(moves::leave);
    }

    /** Each after all those that it looks into. */
    private static List<Row> inOrder(Look look) throws SQLException {
        Map<String, Row> left = new LinkedHashMap<>();
        for (Row view : look.rows(UPON, look.oids(look.rowTypes()))) {
            left.put(view.text("oid"), view);
        }
        List<Row> ordered = new ArrayList<>();
        while (!left.isEmpty()) {
            List<Row> now = left.values().stream()
                    .filter(view ->
                            List.of(view.text("via").split(",")).stream().noneMatch(left::containsKey))
                    .toList();
            if (now.isEmpty()) {
                // views that look into each other: the server will say so
                now = List.copyOf(left.values());
            }
            ordered.addAll(now);
            now.forEach(view -> left.remove(view.text("oid")));
        }
        return ordered;
    }

    private static boolean hindered(Look look, Moves moves, Row view, boolean anew) throws SQLException {
        String name = view.text("name");
        String again = "drop it before the change and create it again afterwards";
        if (view.text("relkind").equals("m")) {
            moves.hinders(
                    "materialized view",
                    name,
                    "it would have to be filled anew while writers wait, or go on with the retired table",
                    again);
            return true;
        }
        if (!view.text("relkind").equals("v")) {
            moves.hinders("view", name, "it is of a kind not known here", again);
            return true;
        }
        if (view.is("temporary")) {
            moves.hinders("view", name, "it is temporary, another session's", "have that session drop it, or end it");
            return true;
        }
        if (!view.is("owned") || (anew && !look.superuser() && !(view.is("given") && view.is("creates")))) {
            moves.hinders(
                    "view",
                    name,
                    "this role can't " + (anew ? "create it anew for" : "replace a view of") + " its owner "
                            + view.text("owner"),
                    "run as a member of that role, which must have CREATE on the view's schema");
            return true;
        }
        if (anew && view.is("bound")) {
            moves.hinders(
                    "view",
                    name,
                    "it belongs to an extension or bears a security label, and has to be created anew",
                    again);
            return true;
        }
        return look.hindered(moves, "view", name, look.alteredColumns("pg_rewrite", view.number("rule")));
    }

    private static void create(Look look, Moves moves, Row view) throws SQLException {
        String name = view.text("name");
        moves.arrive("view", name, "CREATE VIEW " + name + view.text("options") + " AS " + view.text("definition"));
        moves.arrive("ALTER VIEW " + name + " OWNER TO " + view.text("owner"));
        if (view.is("commented")) {
            moves.arrive("COMMENT ON VIEW " + name + " IS " + view.text("comment"));
        }
        for (Row column : look.rows(COLUMNS, view.number("oid"))) {
            if (column.is("commented")) {
                moves.arrive(
                        "COMMENT ON COLUMN " + name + "." + column.text("column") + " IS " + column.text("comment"));
            }
            if (column.has("default")) {
                moves.arrive("ALTER VIEW " + name + " ALTER COLUMN " + column.text("column") + " SET DEFAULT "
                        + column.text("default"));
            }
        }
        Triggers.again(look, moves, view.number("oid"), name);
        Grants.anew(look, view.number("oid"), name).forEach(moves::arrive);
        moves.carries("view", name, "dropped and created anew, with everything on it");
    }
}
