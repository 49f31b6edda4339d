// SPDX-License-Identifier: Apache-2.0
package dev.osc.cutover.postgres.kind;

import dev.osc.cutover.postgres.estate.Carried;
import dev.osc.cutover.postgres.estate.Look;
import dev.osc.cutover.postgres.estate.Moves;
import dev.osc.cutover.postgres.estate.Row;
import dev.osc.schema.TableName;
import java.sql.SQLException;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Names of indexes and constraints, and the marks that indexes bear: comments, CLUSTER, REPLICA IDENTITY, statistics targets of
 * expressions. Index names are the schema's, so the retired table's make room; a constraint with an index is renamed by it
 * (manual, "ALTER INDEX"). Other constraints' names are the table's own.
 */
public final class IndexNames implements Carried {

    private static final String INDEXES = """
            SELECT c.oid, c.relname AS name, format('%L', obj_description(c.oid, 'pg_class')) AS comment,
                   i.indisclustered AS clustered, i.indisreplident AS identity,
                   (SELECT string_agg(a.attnum || ' SET STATISTICS ' || a.attstattarget, ',' ORDER BY a.attnum) FROM pg_attribute a
                    WHERE a.attrelid = c.oid AND a.attstattarget >= 0) AS targets
            FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid WHERE i.indrelid = :table ORDER BY c.relname
            """;

    private static final String CONSTRAINTS = """
            SELECT conname AS name FROM pg_constraint
            WHERE conrelid = :shadow AND contype NOT IN ('p', 'u', 'x', 'f', 't') ORDER BY conname
            """;

    private static final String OWN = """
            SELECT oid FROM pg_constraint WHERE conrelid = :source AND contype NOT IN ('f', 't')
            """;

    private static final String IDENTITY = """
            SELECT s.relreplident = 'i' AND t.relreplident = 'd' AS wanted,
                   NOT EXISTS (SELECT FROM pg_index WHERE indrelid = :shadow AND indisclustered) AS unclustered
            FROM pg_class s, pg_class t WHERE s.oid = :source AND t.oid = :shadow
            """;

    @Override
    public void read(Look look, Moves moves) throws SQLException {
        for (Row row : look.rows(OWN)) {
            moves.accountFor("pg_constraint", row.number("oid"));
        }
        for (Row index : look.rows(INDEXES.replace(":table", ":source"))) {
            moves.accountFor("pg_class", index.number("oid"));
            String retired =
                    TableName.companion(index.text("name"), look.succession().retiredSuffix());
            moves.leave(rename(look, index.text("name"), retired));
        }
        if (!look.shadowExists()) {
            return;
        }
        marks(look, moves);
        for (Row index : look.rows(INDEXES.replace(":table", ":shadow"))) {
            String name = look.succession().finalName(index.text("name"));
            if (!name.equals(index.text("name"))) {
                moves.arrive(rename(look, index.text("name"), name));
            }
        }
        for (Row constraint : look.rows(CONSTRAINTS)) {
            String name = look.succession().finalName(constraint.text("name"));
            if (!name.equals(constraint.text("name"))) {
                moves.arrive("ALTER TABLE " + look.sourceName() + " RENAME CONSTRAINT "
                        + look.quote(constraint.text("name")) + " TO " + look.quote(name));
            }
        }
    }

    private static void marks(Look look, Moves moves) throws SQLException {
        Map<String, Row> successors = look.rows(INDEXES.replace(":table", ":shadow")).stream()
                .collect(Collectors.toMap(
                        row -> look.succession().finalName(row.text("name")),
                        Function.identity(),
                        (one, other) -> one));
        Row wanted = look.rows(IDENTITY).getFirst();
        for (Row index : look.rows(INDEXES.replace(":table", ":source"))) {
            Row successor = successors.get(index.text("name"));
            if (successor == null) {
                continue;
            }
            String name = look.qualified(successor.text("name"));
            if (!successor.text("comment").equals(index.text("comment"))) {
                moves.prepare("COMMENT ON INDEX " + name + " IS " + index.text("comment"));
            }
            if (index.has("targets") && !successor.has("targets")) {
                for (String target : index.text("targets").split(",")) {
                    moves.prepare("ALTER INDEX " + name + " ALTER COLUMN " + target);
                }
            }
            if (index.is("clustered") && wanted.is("unclustered")) {
                moves.prepare("ALTER TABLE " + look.shadowName() + " CLUSTER ON " + look.quote(successor.text("name")));
            }
            if (index.is("identity") && wanted.is("wanted")) {
                moves.prepare("ALTER TABLE " + look.shadowName() + " REPLICA IDENTITY USING INDEX "
                        + look.quote(successor.text("name")));
            }
        }
    }

    private static String rename(Look look, String from, String to) {
        return "ALTER INDEX " + look.qualified(from) + " RENAME TO " + look.quote(to);
    }
}
