// SPDX-License-Identifier: Apache-2.0
package dev.osc.cutover.postgres.kind;

import dev.osc.cutover.postgres.estate.Carried;
import dev.osc.cutover.postgres.estate.Look;
import dev.osc.cutover.postgres.estate.Moves;
import dev.osc.cutover.postgres.estate.Row;
import java.sql.SQLException;

/** Publications that list the table: the retired one leaves them, the new one joins, with its column list and row filter. */
public final class Publications implements Carried {

    /** Column lists and row filters came with 15. */
    private static final String LISTED = """
            SELECT r.oid, p.pubname AS name, quote_ident(p.pubname) AS quoted, pg_has_role(p.pubowner, 'USAGE') AS owned, :details
            FROM pg_publication_rel r JOIN pg_publication p ON p.oid = r.prpubid WHERE r.prrelid = :source ORDER BY p.pubname
            """;

    private static final String SINCE_15 = """
            (SELECT string_agg(quote_ident(m.shadow), ', ' ORDER BY k.i) FROM unnest(r.prattrs::int2[]) WITH ORDINALITY AS k(n, i)
             JOIN pg_attribute a ON a.attrelid = r.prrelid AND a.attnum = k.n LEFT JOIN m ON m.source = a.attname) AS columns,
            pg_get_expr(r.prqual, r.prrelid) AS filter
            """;

    @Override
    public void read(Look look, Moves moves) throws SQLException {
        String details = look.major() >= 15 ? SINCE_15 : "NULL AS columns, NULL AS filter";
        for (Row publication : look.rows(LISTED.replace(":details", details))) {
            moves.accountFor("pg_publication_rel", publication.number("oid"));
            String name = publication.text("name");
            if (look.succession().ownPublications().contains(name)) {
                continue;
            }
            var altered = look.alteredColumns("pg_publication_rel", publication.number("oid"));
            boolean listOnly = !publication.has("filter") && altered.stream().allMatch(row -> row.has("now"));
            if (!listOnly && look.hindered(moves, "publication", name, altered)) {
                continue;
            }
            if (!publication.is("owned")) {
                moves.hinders(
                        "publication",
                        name,
                        "it is owned by a role that this one is no member of",
                        "run as a member, or superuser");
                continue;
            }
            String alter = "ALTER PUBLICATION " + publication.text("quoted");
            moves.leave(alter + " DROP TABLE " + look.sourceName());
            moves.arrive(alter + " ADD TABLE " + look.sourceName()
                    + (publication.has("columns") ? " (" + publication.text("columns") + ")" : "")
                    + (publication.has("filter") ? " WHERE " + publication.text("filter") : ""));
            moves.carries("publication", name, "the new table joins, the retired one leaves");
        }
    }
}
