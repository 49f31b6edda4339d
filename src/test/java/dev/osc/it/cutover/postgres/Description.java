// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.cutover.postgres;

import dev.osc.it.servers.TestSchema;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A whole database as the server describes it, one line an object, without oids: two databases that answer alike are alike to
 * their users. What belongs to a retired table is left out.
 */
final class Description {

    /** Everything that users see of a relation, its columns, and what hangs on it. */
    private static final String RELATIONS = """
            WITH rel AS (
                SELECT c.*, c.oid::regclass::text AS name FROM pg_class c
                WHERE c.relnamespace NOT IN ('pg_catalog'::regnamespace, 'information_schema'::regnamespace, 'pg_toast'::regnamespace)
                  AND c.relname NOT LIKE '%\\_osc\\_old%' AND c.relpersistence <> 't'
                  AND NOT EXISTS (SELECT FROM pg_depend d JOIN pg_class r ON r.oid = d.refobjid AND r.relname LIKE '%\\_osc\\_old'
                                  WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND c.relkind = 'S')),
            tab AS (SELECT * FROM rel WHERE relkind NOT IN ('i', 'I', 'S', 'c'))
            """;

    private static final Map<String, String> QUERIES = new TreeMap<>(Map.ofEntries(
            Map.entry("relation", """
                    SELECT name, relkind, pg_get_userbyid(relowner) AS owner, relpersistence, relreplident, relrowsecurity,
                           relforcerowsecurity, relhassubclass,
                           (SELECT string_agg(o, ',' ORDER BY o) FROM unnest(reloptions) o) AS options,
                           (SELECT string_agg(o, ',' ORDER BY o) FROM pg_class t, unnest(t.reloptions) o
                            WHERE t.oid = reltoastrelid) AS toast,
                           (SELECT amname FROM pg_am WHERE oid = relam) AS am,
                           (SELECT spcname FROM pg_tablespace WHERE oid = reltablespace) AS space,
                           obj_description(oid, 'pg_class') AS comment,
                           (SELECT string_agg(a::text, ',' ORDER BY a::text)
                            FROM unnest(coalesce(relacl, acldefault(CASE relkind WHEN 'S' THEN 's' ELSE 'r' END::"char", relowner))) a)
                               AS acl
                    FROM rel WHERE relkind NOT IN ('i', 'I')"""),
            Map.entry("column", """
                    SELECT tab.name, row_number() OVER (PARTITION BY tab.oid ORDER BY attnum) AS position, attname,
                           format_type(atttypid, atttypmod) AS type, attnotnull, attidentity, attgenerated, attstorage, attcompression,
                           coalesce(attstattarget, -1) AS target, attoptions, attcollation::regcollation AS collation,
                           pg_get_expr(adbin, adrelid) AS expression, col_description(attrelid, attnum) AS comment,
                           (SELECT string_agg(a::text, ',' ORDER BY a::text) FROM unnest(attacl) a) AS acl
                    FROM tab JOIN pg_attribute ON attrelid = tab.oid AND attnum > 0 AND NOT attisdropped
                    LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum"""),
            Map.entry("constraint", """
                    SELECT tab.name, conname, pg_get_constraintdef(o.oid) AS definition, convalidated,
                           obj_description(o.oid, 'pg_constraint') AS comment
                    FROM tab JOIN pg_constraint o ON conrelid = tab.oid AND conparentid = 0"""),
            Map.entry("index", """
                    SELECT tab.name, pg_get_indexdef(indexrelid) AS definition, indisclustered, indisreplident, indisvalid, indisprimary,
                           (SELECT string_agg(attstattarget::text, ',' ORDER BY attnum) FROM pg_attribute
                            WHERE attrelid = indexrelid AND attstattarget >= 0) AS targets,
                           obj_description(indexrelid, 'pg_class') AS comment
                    FROM tab JOIN pg_index ON indrelid = tab.oid"""),
            Map.entry("sequence", """
                    SELECT rel.name, seqtypid::regtype, seqstart, seqincrement, seqmax, seqmin, seqcache, seqcycle,
                           (SELECT d.deptype::text || ' ' || d.refobjid::regclass::text || '.' || attname FROM pg_depend d
                            JOIN pg_attribute ON attrelid = d.refobjid AND attnum = d.refobjsubid
                            WHERE d.classid = 'pg_class'::regclass AND d.objid = rel.oid AND d.deptype IN ('a', 'i')) AS owned
                    FROM rel JOIN pg_sequence ON seqrelid = rel.oid"""),
            Map.entry("trigger", """
                    SELECT tab.name, pg_get_triggerdef(t.oid) AS definition, tgenabled, obj_description(t.oid, 'pg_trigger') AS comment
                    FROM tab JOIN pg_trigger t ON tgrelid = tab.oid WHERE NOT tgisinternal"""),
            Map.entry("rule", """
                    SELECT tab.name, pg_get_ruledef(r.oid) AS definition, ev_enabled, obj_description(r.oid, 'pg_rewrite') AS comment
                    FROM tab JOIN pg_rewrite r ON ev_class = tab.oid"""),
            Map.entry("policy", """
                    SELECT tab.name, polname, polcmd, polpermissive, polroles::regrole[] AS roles, pg_get_expr(polqual, polrelid) AS qual,
                           pg_get_expr(polwithcheck, polrelid) AS checked, obj_description(p.oid, 'pg_policy') AS comment
                    FROM tab JOIN pg_policy p ON polrelid = tab.oid"""),
            Map.entry("statistics", """
                    SELECT tab.name, pg_get_statisticsobjdef(s.oid) AS definition, pg_get_userbyid(stxowner) AS owner,
                           coalesce(stxstattarget, -1) AS target, obj_description(s.oid, 'pg_statistic_ext') AS comment
                    FROM tab JOIN pg_statistic_ext s ON stxrelid = tab.oid"""),
            Map.entry("function", """
                    SELECT pg_get_functiondef(p.oid) AS definition, pg_get_userbyid(proowner) AS owner, proacl,
                           obj_description(p.oid, 'pg_proc') AS comment
                    FROM pg_proc p WHERE pronamespace = 'public'::regnamespace AND prokind <> 'a'"""),
            Map.entry("publication", """
                    SELECT pubname, tab.name, :publication FROM pg_publication_rel r JOIN pg_publication p ON p.oid = prpubid
                    JOIN tab ON tab.oid = prrelid"""),
            Map.entry(
                    "inheritance",
                    "SELECT inhrelid::regclass, inhparent::regclass FROM pg_inherits JOIN tab ON tab.oid = inhrelid")));

    private Description() {}

    static List<String> of(TestSchema database) throws SQLException {
        boolean lists =
                Integer.parseInt(database.rows("SHOW server_version_num").getFirst()) >= 150000;
        List<String> lines = new ArrayList<>();
        for (Map.Entry<String, String> query : QUERIES.entrySet()) {
            String sql = query.getValue()
                    .replace(
                            ":publication",
                            lists
                                    ? "pg_get_expr(prqual, prrelid) AS filter, (SELECT array_agg(attname ORDER BY attname)"
                                            + " FROM pg_attribute"
                                            + " WHERE attrelid = prrelid AND attnum = ANY(prattrs::int2[])) AS columns"
                                    : "''");
            for (String row : database.rows(RELATIONS + "SELECT row_to_json(x) FROM (" + sql + ") x")) {
                lines.add(query.getKey() + " " + row);
            }
        }
        for (String sequence : database.rows(RELATIONS + "SELECT oid::regclass FROM rel WHERE relkind = 'S'")) {
            lines.add("number " + sequence + " "
                    + database.rows("SELECT last_value, is_called FROM " + sequence)
                            .getFirst());
        }
        return lines.stream().sorted().toList();
    }
}
