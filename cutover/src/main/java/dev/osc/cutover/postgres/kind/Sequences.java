// SPDX-License-Identifier: Apache-2.0
package dev.osc.cutover.postgres.kind;

import dev.osc.cutover.postgres.estate.Carried;
import dev.osc.cutover.postgres.estate.Look;
import dev.osc.cutover.postgres.estate.Moves;
import dev.osc.cutover.postgres.estate.Row;
import dev.osc.schema.TableName;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;

/**
 * Serial columns' sequences change their owner and stay what they are: the shadow's defaults draw from them already. An identity
 * column's sequence can't change hands; the shadow's own takes over its name, grants, comment and place: the number is read when
 * the lock is held and the old sequence renamed, which waits for everybody who draws from it (trap 28).
 */
public final class Sequences implements Carried {

    private static final String OWNED = """
            SELECT s.oid, s.relname AS name, s.oid::regclass::text AS qualified, a.attname AS column, d.deptype,
                   quote_ident(m.shadow) AS successor, format('%L', obj_description(s.oid, 'pg_class')) AS comment,
                   t.oid AS shadow, t.relname AS shadow_name, format('%L', obj_description(t.oid, 'pg_class')) AS shadow_comment,
                   CASE WHEN a.atttypid = b.atttypid THEN sq.seqtypid ELSE b.atttypid END::regtype AS type,
                   CASE WHEN a.atttypid = b.atttypid THEN sq.seqtypid ELSE b.atttypid END <> tq.seqtypid AS retyped,
                   sq.seqmax = tq.seqmax AND sq.seqmax = y.most AND a.atttypid <> b.atttypid AS most,
                   sq.seqmin = tq.seqmin AND sq.seqmin = -y.most - 1 AND a.atttypid <> b.atttypid AS least
            FROM pg_depend d JOIN pg_class s ON s.oid = d.objid AND s.relkind = 'S'
            JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
            LEFT JOIN m ON m.source = a.attname
            LEFT JOIN pg_attribute b ON b.attrelid = :shadow AND b.attname = m.shadow
            LEFT JOIN pg_depend e ON e.classid = 'pg_class'::regclass AND e.refclassid = 'pg_class'::regclass
                 AND e.refobjid = :shadow AND e.refobjsubid = b.attnum AND e.deptype = 'i'
            LEFT JOIN pg_class t ON t.oid = e.objid AND t.relkind = 'S'
            JOIN pg_sequence sq ON sq.seqrelid = s.oid LEFT JOIN pg_sequence tq ON tq.seqrelid = t.oid,
            LATERAL (SELECT CASE sq.seqtypid WHEN 'int2'::regtype THEN 32767 WHEN 'int4'::regtype THEN 2147483647
                            ELSE 9223372036854775807 END AS most) y
            WHERE d.classid = 'pg_class'::regclass AND d.refclassid = 'pg_class'::regclass AND d.refobjid = :source
              AND d.deptype IN ('a', 'i')
            ORDER BY s.relname
            """;

    private static final String SHADOWS = """
            SELECT s.oid, s.relname AS name FROM pg_depend d JOIN pg_class s ON s.oid = d.objid AND s.relkind = 'S'
            WHERE d.classid = 'pg_class'::regclass AND d.refclassid = 'pg_class'::regclass AND d.refobjid = :shadow
              AND d.refobjsubid > 0 AND d.deptype IN ('a', 'i')
            """;

    private static final String HANGING = """
            SELECT pg_describe_object(classid, objid, objsubid) AS what FROM pg_depend
            WHERE refclassid = 'pg_class'::regclass AND refobjid = ?::oid AND deptype = 'n'
            """;

    @Override
    public void read(Look look, Moves moves) throws SQLException {
        Set<String> succeeding = new HashSet<>();
        for (Row sequence : look.rows(OWNED)) {
            succeeding.add(sequence.text("shadow"));
            moves.accountFor("pg_class", sequence.number("oid"));
            if (sequence.text("deptype").equals("i")) {
                identity(look, moves, sequence);
            } else if (sequence.has("successor")) {
                moves.arrive("ALTER SEQUENCE " + sequence.text("qualified") + " OWNED BY " + look.sourceName() + "."
                        + sequence.text("successor"));
                moves.carries("sequence", sequence.text("qualified"), "goes on, owned by the new table's column");
            } else {
                moves.carries(
                        "sequence", sequence.text("qualified"), "stays with the retired table, as its column does");
            }
        }
        for (Row added : look.rows(SHADOWS)) {
            String name = look.succession().finalName(added.text("name"));
            if (!succeeding.contains(added.text("oid")) && !name.equals(added.text("name"))) {
                moves.arrive("ALTER SEQUENCE " + look.qualified(added.text("name")) + " RENAME TO " + look.quote(name));
            }
        }
    }

    private static void identity(Look look, Moves moves, Row sequence) throws SQLException {
        for (Row hanging : look.rows(HANGING, sequence.number("oid"))) {
            moves.hinders(
                    "sequence",
                    sequence.text("qualified"),
                    hanging.text("what") + " draws from this identity column's sequence, which is replaced",
                    "drop that before the change and create it again afterwards");
        }
        String retired =
                TableName.companion(sequence.text("name"), look.succession().retiredSuffix());
        moves.leave("ALTER SEQUENCE " + sequence.text("qualified") + " RENAME TO " + look.quote(retired));
        if (!sequence.has("shadow")) {
            return;
        }
        moves.carries("sequence", sequence.text("qualified"), "the new identity column's goes on from its number");
        String now = look.qualified(sequence.text("shadow_name"));
        if (!sequence.text("comment").equals(sequence.text("shadow_comment"))) {
            moves.prepare("COMMENT ON SEQUENCE " + now + " IS " + sequence.text("comment"));
        }
        if (sequence.is("retyped") || sequence.is("most") || sequence.is("least")) {
            // LIKE … INCLUDING IDENTITY makes every sequence a bigint, with the bounds of the column's old type
            moves.prepare("ALTER SEQUENCE " + now + " AS " + sequence.text("type")
                    + (sequence.is("most") ? " NO MAXVALUE" : "") + (sequence.is("least") ? " NO MINVALUE" : ""));
        }
        Grants.between(look, sequence.number("oid"), sequence.number("shadow"), "SEQUENCE " + now, false)
                .forEach(moves::prepare);
        if (!sequence.text("shadow_name").equals(sequence.text("name"))) {
            moves.arrive("ALTER SEQUENCE " + now + " RENAME TO " + look.quote(sequence.text("name")));
        }
        moves.arrive(goOn(look.qualified(retired), sequence.text("qualified"), sequence.number("shadow")));
    }

    /** A shadow whose sequence stands elsewhere than at its start was set by the change itself: it never goes back. */
    private static String goOn(String retired, String name, long successor) {
        return """
                SELECT setval(%2$d::oid::regclass, o.last_value, o.is_called) FROM %1$s o, %3$s n, pg_sequence q
                WHERE q.seqrelid = %2$d AND (n.last_value = q.seqstart AND NOT n.is_called
                      OR o.last_value >= n.last_value AND q.seqincrement > 0 OR o.last_value <= n.last_value AND q.seqincrement < 0)
                """.formatted(retired, successor, name);
    }
}
