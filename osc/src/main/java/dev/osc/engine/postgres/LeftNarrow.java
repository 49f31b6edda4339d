// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.postgres;

import dev.osc.engine.postgres.session.Ask;
import dev.osc.plan.Finding;
import dev.osc.plan.Migration;
import dev.osc.schema.Column;
import dev.osc.schema.postgres.PostgresDialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * What stays of the old, narrower type when an integer column is widened: a serial column's sequence and columns that refer to it.
 * The server's own ALTER leaves them too (an identity column's sequence it widens itself).
 */
final class LeftNarrow {

    private static final List<String> WIDTHS = List.of("smallint", "integer", "bigint");

    private static final String SEQUENCES = """
            SELECT d.refobjid::regclass, format_type(q.seqtypid, NULL), q.seqmax
              FROM pg_attribute a JOIN pg_attrdef f ON f.adrelid = a.attrelid AND f.adnum = a.attnum
              JOIN pg_depend d ON d.classid = 'pg_attrdef'::regclass AND d.objid = f.oid AND d.refclassid = 'pg_class'::regclass
              JOIN pg_sequence q ON q.seqrelid = d.refobjid
             WHERE a.attrelid = ?::regclass AND a.attname = ? ORDER BY 1""";

    private static final String REFERENCES = """
            SELECT DISTINCT a.attrelid::regclass, a.attname, format_type(a.atttypid, NULL)
              FROM pg_constraint o CROSS JOIN LATERAL unnest(o.conkey, o.confkey) AS k(our, their)
              JOIN pg_attribute t ON t.attrelid = o.confrelid AND t.attnum = k.their
              JOIN pg_attribute a ON a.attrelid = o.conrelid AND a.attnum = k.our
             WHERE o.contype = 'f' AND o.confrelid = ?::regclass AND t.attname = ? ORDER BY 1, 2""";

    private record Narrow(String first, String second, String third) {}

    private final Connection connection;
    private final String source;

    private LeftNarrow(Connection connection, Migration migration) {
        this.connection = connection;
        this.source = new PostgresDialect().quote(migration.source().name());
    }

    static List<Finding> findings(Connection connection, Migration migration) throws SQLException {
        LeftNarrow left = new LeftNarrow(connection, migration);
        List<Finding> findings = new ArrayList<>();
        for (Column from : migration.source().columns()) {
            String name = migration.succession().columns().get(from.name());
            for (Column to : migration.shadow().columns()) {
                if (to.name().equals(name) && width(from) >= 0 && width(to) > width(from)) {
                    left.behind(from.name(), to.type().definition(), findings);
                }
            }
        }
        return findings;
    }

    private static int width(Column column) {
        return WIDTHS.indexOf(column.type().definition());
    }

    private void behind(String column, String type, List<Finding> findings) throws SQLException {
        for (Narrow sequence : ask(SEQUENCES, column)) {
            if (WIDTHS.indexOf(sequence.second()) < WIDTHS.indexOf(type)) {
                findings.add(Finding.warns(
                        "column %s becomes %s, but the sequence %s that numbers it stays %s: at %s inserts fail all the same"
                                .formatted(column, type, sequence.first(), sequence.second(), sequence.third()),
                        "ALTER SEQUENCE " + sequence.first() + " AS " + type
                                + "; before or after, it takes an instant"));
            }
        }
        for (Narrow reference : ask(REFERENCES, column)) {
            if (WIDTHS.indexOf(reference.third()) < WIDTHS.indexOf(type)) {
                findings.add(Finding.warns(
                        "column %s becomes %s, but %s.%s, which refers to it, stays %s and takes no larger value"
                                .formatted(column, type, reference.first(), reference.second(), reference.third()),
                        "change " + reference.first() + " likewise"));
            }
        }
    }

    private List<Narrow> ask(String sql, String column) throws SQLException {
        return Ask.rows(
                connection,
                sql,
                row -> new Narrow(row.getString(1), row.getString(2), row.getString(3)),
                source,
                column);
    }
}
