// SPDX-License-Identifier: Apache-2.0
package dev.osc.cutover.postgres.kind;

import dev.osc.cutover.postgres.estate.Carried;
import dev.osc.cutover.postgres.estate.Look;
import dev.osc.cutover.postgres.estate.Moves;
import dev.osc.cutover.postgres.estate.Row;
import dev.osc.schema.TableName;
import java.sql.SQLException;
import java.util.List;

/**
 * Extended statistics: the shadow's are known by what they are on, and get name, schema, owner, target and comment of the
 * source's. One that the shadow lacks although it has the columns is created, without figures until the next ANALYZE.
 */
public final class StatisticsObjects implements Carried {

    private static final String MATCHED = """
            , x AS (
                SELECT s.oid, s.stxrelid, s.stxname, s.stxnamespace, s.stxowner, coalesce(s.stxstattarget, -1) AS target,
                       (SELECT array_agg(k ORDER BY k) FROM unnest(s.stxkind) k) AS kinds,
                       (SELECT array_agg(CASE s.stxrelid WHEN :source THEN m.shadow ELSE a.attname END
                                         ORDER BY CASE s.stxrelid WHEN :source THEN m.shadow ELSE a.attname END)
                        FROM unnest(s.stxkeys::int2[]) k JOIN pg_attribute a ON a.attrelid = s.stxrelid AND a.attnum = k
                        LEFT JOIN m ON m.source = a.attname)::text[] AS columns,
                       pg_get_statisticsobjdef_expressions(s.oid) AS expressions
                FROM pg_statistic_ext s WHERE s.stxrelid IN (:source, :shadow)),
             y AS (SELECT x.*, row_number() OVER (PARTITION BY stxrelid, kinds, columns, expressions ORDER BY oid) AS n FROM x)
            SELECT s.oid, format('%I.%I', sn.nspname, s.stxname) AS qualified, s.stxname AS name, quote_ident(sn.nspname) AS schema,
                   quote_ident(pg_get_userbyid(s.stxowner)) AS owner, s.target,
                   format('%L', obj_description(s.oid, 'pg_statistic_ext')) AS comment,
                   pg_get_statisticsobjdef_columns(s.oid) AS definition,
                   (SELECT string_agg(CASE k WHEN 'd' THEN 'ndistinct' WHEN 'f' THEN 'dependencies' WHEN 'm' THEN 'mcv' END, ', ')
                    FROM unnest(s.kinds) k WHERE k <> 'e') AS kinds,
                   array_position(s.columns, NULL) IS NOT NULL AS short,
                   t.oid AS shadow, t.stxname AS shadow_name, quote_ident(tn.nspname) AS shadow_schema,
                   quote_ident(tn.nspname) || '.' || quote_ident(t.stxname) AS shadow_qualified,
                   t.stxowner = s.stxowner AS same_owner, t.target IS NOT DISTINCT FROM s.target AS same_target,
                   format('%L', obj_description(t.oid, 'pg_statistic_ext')) AS shadow_comment
            FROM y s JOIN pg_namespace sn ON sn.oid = s.stxnamespace
            LEFT JOIN y t ON t.stxrelid = :shadow AND t.kinds = s.kinds AND t.columns IS NOT DISTINCT FROM s.columns
                 AND t.expressions IS NOT DISTINCT FROM s.expressions AND t.n = s.n
            LEFT JOIN pg_namespace tn ON tn.oid = t.stxnamespace
            WHERE s.stxrelid = :source ORDER BY s.stxname
            """;

    @Override
    public void read(Look look, Moves moves) throws SQLException {
        for (Row object : look.rows(MATCHED)) {
            moves.accountFor("pg_statistic_ext", object.number("oid"));
            String qualified = object.text("qualified");
            moves.leave("ALTER STATISTICS " + qualified + " RENAME TO "
                    + look.quote(TableName.companion(
                            object.text("name"), look.succession().retiredSuffix())));
            List<Row> altered = look.alteredColumns("pg_statistic_ext", object.number("oid"));
            boolean dropped = altered.stream().anyMatch(row -> !row.has("now"));
            if (object.has("shadow")) {
                moves.carries("statistics", qualified, "the new table has them under this name");
                prepare(object, object.text("shadow_qualified"), moves);
                arrive(look, object, object.text("shadow_qualified"), object.text("shadow_name"), moves);
            } else if (!dropped && altered.isEmpty() && look.shadowExists()) {
                moves.carries(
                        "statistics", qualified, "created for the new table, without figures until it is analyzed");
                create(look, object, moves);
            } else if (!dropped) {
                look.hindered(moves, "statistics", qualified, altered);
            }
        }
    }

    private static void create(Look look, Row object, Moves moves) {
        String name = TableName.companion(object.text("name"), "_osc_new");
        String created = object.text("schema") + "." + look.quote(name);
        moves.prepare("CREATE STATISTICS " + created + (object.has("kinds") ? " (" + object.text("kinds") + ")" : "")
                + " ON " + object.text("definition") + " FROM " + look.shadowName());
        moves.prepare("ALTER STATISTICS " + created + " OWNER TO " + object.text("owner"));
        prepare(object, created, moves);
        arrive(look, object, created, name, moves);
    }

    private static void prepare(Row object, String shadow, Moves moves) {
        if (object.has("shadow") && !object.is("same_owner")) {
            moves.prepare("ALTER STATISTICS " + shadow + " OWNER TO " + object.text("owner"));
        }
        if (!object.is("same_target")) {
            moves.prepare("ALTER STATISTICS " + shadow + " SET STATISTICS " + object.text("target"));
        }
        if (!object.text("comment").equals(object.text("shadow_comment"))) {
            moves.prepare("COMMENT ON STATISTICS " + shadow + " IS " + object.text("comment"));
        }
    }

    private static void arrive(Look look, Row object, String shadow, String name, Moves moves) {
        String now = shadow;
        if (object.has("shadow") && !object.text("schema").equals(object.text("shadow_schema"))) {
            moves.arrive("ALTER STATISTICS " + shadow + " SET SCHEMA " + object.text("schema"));
            now = object.text("schema") + "." + look.quote(name);
        }
        if (!name.equals(object.text("name"))) {
            moves.arrive("ALTER STATISTICS " + now + " RENAME TO " + look.quote(object.text("name")));
        }
    }
}
