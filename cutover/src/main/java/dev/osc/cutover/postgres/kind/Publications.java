// SPDX-License-Identifier: Apache-2.0
package dev.osc.cutover.postgres.kind;

import dev.osc.cutover.postgres.estate.Carried;
import dev.osc.cutover.postgres.estate.Look;
import dev.osc.cutover.postgres.estate.Moves;
import dev.osc.cutover.postgres.estate.Row;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

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

    private static final String OF_ALL = """
            SELECT pubname AS name FROM pg_publication WHERE puballtables ORDER BY 1
            """;

    private static final String OF_SCHEMA = """
            SELECT p.pubname AS name FROM pg_publication_namespace n JOIN pg_publication p ON p.oid = n.pnpubid
            WHERE n.pnnspid = (SELECT relnamespace FROM pg_class WHERE oid = :source) ORDER BY 1
            """;

    @Override
    public void read(Look look, Moves moves) throws SQLException {
        List<Row> wholesale = new ArrayList<>(look.rows(OF_ALL));
        if (look.major() >= 15) {
            wholesale.addAll(look.rows(OF_SCHEMA));
        }
        for (Row publication : wholesale) {
            moves.carries(
                    "publication",
                    publication.text("name"),
                    "holds the new table by itself, and the shadow while it is filled: a subscriber that lacks a table "
                            + look.shadowName() + " stops");
        }
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
