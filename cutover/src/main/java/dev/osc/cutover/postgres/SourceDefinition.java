// SPDX-License-Identifier: Apache-2.0
package dev.osc.cutover.postgres;

import dev.osc.schema.TableName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * A digest of what a shadow takes over from its source when it is made, and the swap does not look at again: columns with
 * their defaults, constraints, indexes. By content: an index that is built anew changes nothing. It locks nothing. Stateless.
 */
public final class SourceDefinition {

    private static final String QUERY = """
            SELECT c.oid || ' ' || md5(concat_ws(',',
                (SELECT string_agg(concat_ws(' ', a.attnum, quote_ident(a.attname), a.atttypid, a.atttypmod, a.attcollation, a.attnotnull,
                        a.attisdropped, a.attgenerated, a.attidentity, a.attstorage, a.attcompression,
                        d.adbin), ',' ORDER BY a.attnum)
                 FROM pg_attribute a LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
                 WHERE a.attrelid = c.oid AND a.attnum > 0),
                (SELECT string_agg((to_jsonb(o) - ARRAY['oid', 'conindid'])::text, ',' ORDER BY o.conname)
                 FROM pg_constraint o WHERE o.conrelid = c.oid AND o.contype NOT IN ('f', 't')),
                (SELECT string_agg(concat_ws(' ', quote_ident(x.relname), x.reloptions,
                        to_jsonb(i) - ARRAY['indexrelid', 'indcheckxmin', 'indisclustered']), ',' ORDER BY x.relname)
                 FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid WHERE i.indrelid = c.oid AND i.indisvalid)))
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = ? AND c.relname = ?
            """;

    private SourceDefinition() {}

    /** Empty where there is no such table. */
    public static String of(Connection connection, TableName table) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(QUERY)) {
            select.setString(1, table.schema());
            select.setString(2, table.table());
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getString(1) : "";
            }
        }
    }
}
