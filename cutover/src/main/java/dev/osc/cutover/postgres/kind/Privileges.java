// SPDX-License-Identifier: Apache-2.0
package dev.osc.cutover.postgres.kind;

import dev.osc.cutover.postgres.estate.Carried;
import dev.osc.cutover.postgres.estate.Look;
import dev.osc.cutover.postgres.estate.Moves;
import dev.osc.cutover.postgres.estate.Row;
import java.sql.SQLException;
import java.util.List;

/**
 * The table's and its columns' grants. Come after {@link TableTraits}, which switch row security on: nobody is to read rows in the
 * shadow that are hidden from him in the source.
 */
public final class Privileges implements Carried {

    private static final String TOLD = """
            SELECT count(*) FILTER (WHERE whole) AS whole, count(*) FILTER (WHERE NOT whole) AS part FROM (
                SELECT DISTINCT x.grantee, true AS whole FROM pg_class c CROSS JOIN aclexplode(c.relacl) x
                WHERE c.oid = :source AND x.grantee <> c.relowner
                UNION ALL
                SELECT DISTINCT x.grantee, false FROM pg_attribute a CROSS JOIN aclexplode(a.attacl) x
                WHERE a.attrelid = :source AND NOT a.attisdropped) g
            """;

    @Override
    public void read(Look look, Moves moves) throws SQLException {
        Row count = look.rows(TOLD).getFirst();
        if (count.number("whole") + count.number("part") > 0) {
            moves.carries(
                    "grants",
                    look.sourceName(),
                    "to " + count.text("whole") + " roles on the table and to " + count.text("part")
                            + " on columns, made again on the shadow before the lock");
        }
        if (!look.shadowExists()) {
            return;
        }
        List<String> grants = Grants.between(look, look.source(), look.shadow(), look.shadowName(), true);
        grants.forEach(moves::prepare);
    }
}
