// SPDX-License-Identifier: Apache-2.0
package dev.osc.cutover.postgres.kind;

import dev.osc.cutover.postgres.estate.Carried;
import dev.osc.cutover.postgres.estate.Look;
import dev.osc.cutover.postgres.estate.Moves;
import dev.osc.cutover.postgres.estate.Row;
import java.sql.SQLException;

/** What a table must be, and this role be allowed, before another can take its place. Carries nothing. */
public final class PlainTable implements Carried {

    private static final String FACTS = """
            SELECT c.oid::regclass::text AS name, c.relkind, c.relpersistence, c.relispartition, c.reloftype <> 0 AS typed,
                   EXISTS (SELECT FROM pg_inherits WHERE inhrelid = c.oid) AS child,
                   EXISTS (SELECT FROM pg_inherits WHERE inhparent = c.oid) AS parent,
                   (SELECT e.extname FROM pg_depend d JOIN pg_extension e ON e.oid = d.refobjid
                    WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e') AS extension,
                   (SELECT min(provider) FROM pg_seclabel
                    WHERE classoid = 'pg_class'::regclass AND objoid = c.oid) AS labelled,
                   pg_get_userbyid(c.relowner) AS owner, current_user AS me, n.nspname AS schema,
                   pg_has_role(c.relowner, 'USAGE') AS owned,
                   has_schema_privilege(n.oid, 'CREATE') AS creates,
                   has_schema_privilege(c.relowner, n.oid, 'CREATE') AS owner_creates
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.oid = :source
            """;

    @Override
    public void read(Look look, Moves moves) throws SQLException {
        Row table = look.rows(FACTS).getFirst();
        requirePlain(table, moves);
        if (!look.superuser()) {
            requireAllowed(table, moves);
        }
    }

    private static void requirePlain(Row table, Moves moves) {
        String name = table.text("name");
        if (table.is("relispartition")) {
            moves.hinders("table", name, "it is a partition", "change the partitioned table, or detach the partition");
        } else if (!table.text("relkind").equals("r")) {
            moves.hinders("table", name, "it is no plain table", "partitioned and foreign tables can't be swapped");
        }
        if (table.text("relpersistence").equals("u")) {
            moves.hinders(
                    "table", name, "it is unlogged, so its changes are in no log", "ALTER TABLE … SET LOGGED first");
        }
        if (table.is("child") && !table.is("relispartition")) {
            moves.hinders("table", name, "it inherits from another table", "ALTER TABLE … NO INHERIT first");
        }
        if (table.is("parent") && table.text("relkind").equals("r")) {
            moves.hinders("table", name, "other tables inherit from it", "ALTER TABLE … NO INHERIT on them first");
        }
        if (table.is("typed")) {
            moves.hinders("table", name, "it is a table of a type", "ALTER TABLE … NOT OF first");
        }
        if (table.has("extension")) {
            moves.hinders(
                    "table",
                    name,
                    "it belongs to extension " + table.text("extension"),
                    "ALTER EXTENSION … DROP TABLE first, if it is yours to change");
        }
        if (table.has("labelled")) {
            moves.hinders(
                    "table",
                    name,
                    "it bears security labels of provider " + table.text("labelled"),
                    "remove them before and set them again afterwards");
        }
    }

    private static void requireAllowed(Row table, Moves moves) {
        String owner = table.text("owner");
        String me = table.text("me");
        if (!table.is("owned")) {
            moves.hinders(
                    "table",
                    table.text("name"),
                    "it is owned by " + owner,
                    "GRANT " + owner + " TO " + me + ", or run as " + owner);
        }
        if (!table.is("creates")) {
            moves.hinders(
                    "schema",
                    table.text("schema"),
                    me + " may create nothing in it, and so rename nothing",
                    "GRANT CREATE ON SCHEMA " + table.text("schema") + " TO " + me);
        } else if (!table.is("owner_creates")) {
            moves.hinders(
                    "schema",
                    table.text("schema"),
                    "the table's owner " + owner + " may create nothing in it, and so be given no table",
                    "GRANT CREATE ON SCHEMA " + table.text("schema") + " TO " + owner);
        }
    }
}
