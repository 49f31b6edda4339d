// SPDX-License-Identifier: Apache-2.0
package dev.osc.schema.postgres;

/**
 * What a shadow takes over from its source when it is made, in the catalogue's words: columns with their defaults, constraints,
 * indexes. By content: an index that is built anew changes nothing. Nothing of it is told by functions that lock the table, as
 * pg_get_expr and pg_get_indexdef do: it is read while a swap holds that lock.
 */
public final class DefinitionSql {

    /** Three texts, as expressions over {@code c}, a row of pg_class. */
    public static final String OF_C = """
            (SELECT string_agg(concat_ws(' ', a.attnum, quote_ident(a.attname), a.atttypid, a.atttypmod, a.attcollation,
                    a.attnotnull, a.attisdropped, a.attgenerated, a.attidentity, a.attstorage, a.attcompression,
                    d.adbin), ',' ORDER BY a.attnum)
               FROM pg_attribute a LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
              WHERE a.attrelid = c.oid AND a.attnum > 0),
            (SELECT string_agg((to_jsonb(o) - ARRAY['oid', 'conindid'])::text, ',' ORDER BY o.conname)
               FROM pg_constraint o WHERE o.conrelid = c.oid AND o.contype NOT IN ('f', 't')),
            (SELECT string_agg(concat_ws(' ', quote_ident(x.relname), x.reloptions,
                    to_jsonb(i) - ARRAY['indexrelid', 'indcheckxmin', 'indisclustered']), ',' ORDER BY x.relname)
               FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid WHERE i.indrelid = c.oid AND i.indisvalid)""";

    private DefinitionSql() {}
}
