// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.postgres.direct;

import dev.osc.engine.postgres.alter.Action;
import dev.osc.engine.postgres.alter.Statement;
import dev.osc.engine.postgres.session.Ask;
import dev.osc.failure.ExitCode;
import dev.osc.failure.OscException;
import dev.osc.schema.TableName;
import dev.osc.schema.postgres.PostgresDialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What depends on the table's columns and constraints, which the double has none of: for its sake the server refuses on the
 * table what it takes on the double (manual, "Dependency Tracking"; DependentsTest).
 */
final class Dependents {

    /** A view stands in the catalogue by its rule. */
    private static final String DESCRIBED = """
            CASE WHEN d.classid = 'pg_rewrite'::regclass
                 THEN (SELECT CASE rulename WHEN '_RETURN' THEN pg_describe_object('pg_class'::regclass, ev_class, 0)
                                   ELSE pg_describe_object(d.classid, d.objid, 0) END FROM pg_rewrite WHERE oid = d.objid)
                 ELSE pg_describe_object(d.classid, d.objid, d.objsubid) END""";

    /** All that goes with what is dropped, as the server finds it; then what is held by nothing but a normal dependency. */
    private static final String LEFT_BEHIND = """
            WITH RECURSIVE gone(classid, objid, objsubid) AS (
                (SELECT 'pg_class'::regclass::oid, attrelid, attnum::int FROM pg_attribute
                  WHERE attrelid = ?::regclass AND attname = ANY (?) AND NOT attisdropped
                 UNION ALL
                 SELECT 'pg_constraint'::regclass::oid, oid, 0 FROM pg_constraint
                  WHERE conrelid = ?::regclass AND conname = ANY (?))
                UNION
                SELECT d.classid, d.objid, d.objsubid
                  FROM gone g JOIN pg_depend d ON d.refclassid = g.classid AND d.refobjid = g.objid
                       AND (g.objsubid = 0 OR d.refobjsubid = g.objsubid)
                 WHERE d.deptype IN ('a', 'i'))
            SELECT DISTINCT $described || ' depends on '
                   || pg_describe_object(d.refclassid, d.refobjid, d.refobjsubid)
              FROM gone g JOIN pg_depend d ON d.refclassid = g.classid AND d.refobjid = g.objid
                   AND (g.objsubid = 0 OR d.refobjsubid = g.objsubid)
             WHERE d.deptype = 'n' AND NOT EXISTS (
                   SELECT FROM gone x WHERE x.classid = d.classid AND x.objid = d.objid AND x.objsubid IN (0, d.objsubid))
             ORDER BY 1""".replace("$described", DESCRIBED);

    /** As the server looks for them (src/backend/commands/tablecmds.c, RememberAllDependentForRebuilding). */
    private static final String HOLD_THE_TYPE = """
            SELECT $described
              FROM pg_depend d JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
             WHERE d.refclassid = 'pg_class'::regclass AND d.refobjid = $table::regclass AND a.attname = $column
               AND d.classid IN ('pg_rewrite'::regclass, 'pg_trigger'::regclass, 'pg_policy'::regclass, 'pg_proc'::regclass,
                                 'pg_publication_rel'::regclass)
            UNION
            SELECT pg_describe_object(d.classid, d.objid, d.objsubid) || ' (of the table''s row type)'
              FROM pg_class c JOIN pg_type t ON t.oid = c.reltype
              JOIN pg_depend d ON d.refclassid = 'pg_type'::regclass AND d.refobjid IN (t.oid, t.typarray)
              JOIN pg_class user_of ON user_of.oid = d.objid AND user_of.relkind IN ('r', 'p', 'm')
             WHERE c.oid = $table::regclass AND d.classid = 'pg_class'::regclass AND d.objsubid > 0
             ORDER BY 1""".replace("$described", DESCRIBED);

    private final PostgresDialect dialect = new PostgresDialect();
    private final Connection connection;
    private final TableName source;
    private final Statement.Alter alter;

    Dependents(Connection connection, TableName source, Statement.Alter alter) {
        this.connection = connection;
        this.source = source;
        this.alter = alter;
    }

    /** @throws OscException where something is left that depends on what the change drops without CASCADE */
    void refuseDrops() throws SQLException {
        String[] columns = alter.all(Action.DropColumn.class).stream()
                .filter(drop -> !drop.cascade())
                .map(Action.DropColumn::column)
                .toArray(String[]::new);
        String[] constraints = alter.all(Action.DropConstraint.class).stream()
                .filter(drop -> !drop.cascade())
                .map(Action.DropConstraint::name)
                .toArray(String[]::new);
        String table = dialect.quote(source);
        List<String> left = Ask.texts(connection, LEFT_BEHIND, table, columns, table, constraints);
        if (!left.isEmpty()) {
            throw new OscException(
                            ExitCode.SYNTAX,
                            "the server refuses the change of " + source
                                    + ", since other objects depend on what it drops:\n  " + String.join("\n  ", left),
                            "drop or alter those first, or write DROP … CASCADE to have the server drop them too; then run again")
                    .and("(" + source + " is untouched, nothing is left behind)");
        }
    }

    /** Why the server alters no type in place; empty where nothing hinders it. */
    Optional<String> holdingType() throws SQLException {
        for (Action.AlterType action : alter.all(Action.AlterType.class)) {
            List<String> holding = Ask.texts(
                    connection,
                    HOLD_THE_TYPE
                            .replace("$table", PostgresDialect.literal(dialect.quote(source)))
                            .replace("$column", PostgresDialect.literal(action.column())));
            if (!holding.isEmpty()) {
                return Optional.of(action.text() + ": the server alters no type of a column that is used by "
                        + Stream.concat(
                                        holding.stream().limit(3),
                                        holding.size() > 3 ? Stream.of((holding.size() - 3) + " more") : Stream.of())
                                .reduce((a, b) -> a + ", " + b)
                                .orElseThrow());
            }
        }
        return Optional.empty();
    }
}
