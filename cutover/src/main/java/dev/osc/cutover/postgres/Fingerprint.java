// SPDX-License-Identifier: Apache-2.0
package dev.osc.cutover.postgres;

import dev.osc.cutover.SwapSession;
import java.sql.SQLException;
import java.time.Duration;

/**
 * A digest of everything in the catalogue that belongs to a table or hangs on it, however far: which rows there are, and by which
 * transaction each was written. Two equal ones mean that statements made for the first still fit. The server's own upkeep of
 * pg_class (VACUUM, ANALYZE) is done in place and does not show.
 */
final class Fingerprint {

    private static final String QUERY = """
            WITH RECURSIVE o(classid, objid) AS (
                SELECT 'pg_class'::regclass::oid, ?::oid
                UNION
                SELECT x.classid, x.objid FROM o, LATERAL (
                    SELECT d.classid, d.objid FROM pg_depend d WHERE d.refclassid = o.classid AND d.refobjid = o.objid
                    UNION ALL
                    SELECT 'pg_class'::regclass, r.ev_class FROM pg_rewrite r
                    WHERE o.classid = 'pg_rewrite'::regclass AND r.oid = o.objid AND r.rulename = '_RETURN') x
            ), c AS (SELECT objid FROM o WHERE classid = 'pg_class'::regclass), f AS (
                SELECT 'object' AS what, classid::text || ' ' || objid AS id, '' AS version FROM o
                UNION ALL SELECT 'class', oid::text, xmin::text FROM pg_class WHERE oid IN (SELECT objid FROM c)
                UNION ALL SELECT 'column', attrelid || ' ' || attnum, xmin::text FROM pg_attribute WHERE attrelid IN (SELECT objid FROM c)
                UNION ALL SELECT 'index', indexrelid::text, xmin::text FROM pg_index WHERE indexrelid IN (SELECT objid FROM c)
                UNION ALL SELECT 'sequence', seqrelid::text, xmin::text FROM pg_sequence WHERE seqrelid IN (SELECT objid FROM c)
                UNION ALL SELECT 'rule', oid::text, xmin::text FROM pg_rewrite WHERE oid IN (SELECT objid FROM o)
                UNION ALL SELECT 'trigger', oid::text, xmin::text FROM pg_trigger WHERE oid IN (SELECT objid FROM o)
                UNION ALL SELECT 'constraint', oid::text, xmin::text FROM pg_constraint WHERE oid IN (SELECT objid FROM o)
                UNION ALL SELECT 'policy', oid::text, xmin::text FROM pg_policy WHERE oid IN (SELECT objid FROM o)
                UNION ALL SELECT 'default', oid::text, xmin::text FROM pg_attrdef WHERE oid IN (SELECT objid FROM o)
                UNION ALL SELECT 'function', oid::text, xmin::text FROM pg_proc WHERE oid IN (SELECT objid FROM o)
                UNION ALL SELECT 'statistics', oid::text, xmin::text FROM pg_statistic_ext WHERE oid IN (SELECT objid FROM o)
                UNION ALL SELECT 'publication', oid::text, xmin::text FROM pg_publication_rel WHERE oid IN (SELECT objid FROM o)
                UNION ALL SELECT 'comment', d.classoid || ' ' || d.objoid || ' ' || d.objsubid, d.xmin::text
                          FROM pg_description d JOIN o ON o.classid = d.classoid AND o.objid = d.objoid
                UNION ALL SELECT 'label', l.classoid || ' ' || l.objoid || ' ' || l.objsubid, l.xmin::text
                          FROM pg_seclabel l JOIN o ON o.classid = l.classoid AND o.objid = l.objoid
            )
            SELECT md5(string_agg(what || ' ' || id || ' ' || version, ',' ORDER BY what, id)) FROM f
            """;

    private Fingerprint() {}

    static String of(SwapSession session, long table, Duration limit) throws SQLException {
        return session.rows(QUERY, limit, table).getFirst().getFirst();
    }
}
