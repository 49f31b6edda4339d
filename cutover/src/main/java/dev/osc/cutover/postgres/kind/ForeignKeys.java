// SPDX-License-Identifier: Apache-2.0
package dev.osc.cutover.postgres.kind;

import dev.osc.cutover.postgres.estate.Carried;
import dev.osc.cutover.postgres.estate.Look;
import dev.osc.cutover.postgres.estate.Moves;
import dev.osc.cutover.postgres.estate.Row;
import dev.osc.cutover.postgres.estate.TableLock;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Foreign keys from and to the table: dropped from where they are, so that the retired rows bind nobody, and added again between
 * the same names, NOT VALID; who was valid is validated after the swap. Both take ACCESS EXCLUSIVE on the other table: dropping
 * removes its triggers.
 */
public final class ForeignKeys implements Carried {

    /** Begins the retired table's comment where foreign keys were NOT VALID before the swap; one a line follows. */
    public static final String NOTE = "osc: foreign keys not valid before the swap:\n";

    private static final String ALL = """
            SELECT c.oid, c.conname AS name, quote_ident(c.conname) AS quoted,
                   c.conparentid <> 0 AS partial, c.conrelid = :source AS outgoing, c.confrelid = :source AS incoming,
                   c.conrelid::regclass::text AS child, c.confrelid::regclass::text AS parent, ch.relkind AS child_kind,
                   pa.relkind AS parent_kind, pg_has_role(ch.relowner, 'USAGE') AS owned,
                   has_table_privilege(pa.oid, 'UPDATE, DELETE, TRUNCATE') AS parent_lockable,
                   has_table_privilege(ch.oid, 'UPDATE, DELETE, TRUNCATE') AS child_lockable,
                   pg_get_constraintdef(c.oid) AS definition, c.convalidated AS valid,
                   format('%L', obj_description(c.oid, 'pg_constraint')) AS comment,
                   obj_description(c.oid, 'pg_constraint') IS NOT NULL AS commented,
                   EXISTS (SELECT FROM pg_trigger WHERE tgconstraint = c.oid AND tgenabled <> 'O') AS disabled,
                   'FOREIGN KEY (' || k.old_columns || ') REFERENCES ' || c.confrelid::regclass || '(' || f.old_columns || ')' AS old_head,
                   'FOREIGN KEY (' || k.new_columns || ') REFERENCES ' || c.confrelid::regclass || '(' || f.new_columns || ')' AS new_head,
                   k.lost AS lost_columns, f.lost AS lost_references, k.changed OR f.changed AS renames
            FROM pg_constraint c JOIN pg_class ch ON ch.oid = c.conrelid JOIN pg_class pa ON pa.oid = c.confrelid,
            LATERAL (SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY i) AS old_columns,
                            string_agg(quote_ident(CASE WHEN c.conrelid = :source THEN m.shadow ELSE a.attname END), ', ' ORDER BY i)
                                AS new_columns,
                            bool_or(c.conrelid = :source AND m.shadow IS NULL) AS lost,
                            bool_or(c.conrelid = :source AND m.shadow IS DISTINCT FROM a.attname) AS changed
                     FROM unnest(c.conkey) WITH ORDINALITY AS u(n, i)
                     JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = u.n LEFT JOIN m ON m.source = a.attname) k,
            LATERAL (SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY i) AS old_columns,
                            string_agg(quote_ident(CASE WHEN c.confrelid = :source THEN m.shadow ELSE a.attname END), ', ' ORDER BY i)
                                AS new_columns,
                            bool_or(c.confrelid = :source AND m.shadow IS NULL) AS lost,
                            bool_or(c.confrelid = :source AND m.shadow IS DISTINCT FROM a.attname) AS changed
                     FROM unnest(c.confkey) WITH ORDINALITY AS u(n, i)
                     JOIN pg_attribute a ON a.attrelid = c.confrelid AND a.attnum = u.n LEFT JOIN m ON m.source = a.attname) f
            WHERE c.contype = 'f' AND (c.conrelid = :source OR c.confrelid = :source) ORDER BY c.conrelid = :source DESC, 5, c.conname
            """;

    @Override
    public void read(Look look, Moves moves) throws SQLException {
        List<String> stayInvalid = new ArrayList<>();
        for (Row key : look.rows(ALL)) {
            moves.accountFor("pg_constraint", key.number("oid"));
            if (key.is("partial")) {
                // of one partition: it goes with the one that refers to, or is of, the partitioned table
                continue;
            }
            read(look, moves, key);
            if (!key.is("valid")) {
                stayInvalid.add(key.text("child") + " " + key.text("quoted"));
            }
        }
        if (!stayInvalid.isEmpty()) {
            // transactional, and still there when this process is not: who validates reads it
            moves.arrive("COMMENT ON TABLE " + look.retiredName() + " IS '" + NOTE
                    + String.join("\n", stayInvalid).replace("'", "''") + "'");
        }
    }

    private static void read(Look look, Moves moves, Row key) {
        String name = key.text("name") + " of " + key.text("child");
        boolean dropped = key.is("outgoing")
                && (key.is("lost_columns") || look.succession().drops().contains(key.text("name")));
        if (!dropped && hindered(moves, key, name)) {
            return;
        }
        lock(moves, key);
        moves.leave("ALTER TABLE " + key.text("child") + " DROP CONSTRAINT " + key.text("quoted"));
        if (dropped) {
            moves.carries("foreign key", name, "dropped by the change");
            return;
        }
        String definition = key.is("renames")
                ? key.text("new_head")
                        + key.text("definition").substring(key.text("old_head").length())
                : key.text("definition");
        moves.arrive(
                "foreign key",
                name,
                "ALTER TABLE " + key.text("child") + " ADD CONSTRAINT " + key.text("quoted") + " " + definition
                        + (key.is("valid") ? " NOT VALID" : ""));
        if (key.is("commented")) {
            moves.arrive("COMMENT ON CONSTRAINT " + key.text("quoted") + " ON " + key.text("child") + " IS "
                    + key.text("comment"));
        }
        moves.carries(
                "foreign key",
                name,
                "added again"
                        + (key.is("valid") ? " NOT VALID by the swap, validated after it" : ", NOT VALID as before"));
    }

    private static boolean hindered(Moves moves, Row key, String name) {
        String again = "drop it before the change and add it again afterwards";
        if (key.text("child_kind").equals("p")) {
            moves.hinders(
                    "foreign key", name, "the referencing table is partitioned, where no key can be NOT VALID", again);
        } else if (!key.is("outgoing") && key.is("lost_references")) {
            moves.hinders(
                    "foreign key", name, "the change drops a column that it refers to", "drop the foreign key first");
        } else if (!key.is("owned")) {
            moves.hinders(
                    "foreign key",
                    name,
                    key.text("child") + " is owned by a role that this one is no member of",
                    "run as a member of that role");
        } else if (key.is("disabled")) {
            moves.hinders("foreign key", name, "its triggers are disabled", "enable them first");
        } else if (key.is("renames")
                && (!key.text("definition").startsWith(key.text("old_head"))
                        || key.text("definition").contains(" SET NULL (")
                        || key.text("definition").contains(" SET DEFAULT ("))) {
            moves.hinders(
                    "foreign key", name, "it names a column that the change renames, in a form not known here", again);
        } else {
            return false;
        }
        return true;
    }

    private static void lock(Moves moves, Row key) {
        if (!key.is("incoming")) {
            moves.lock(new TableLock(
                    key.text("parent"),
                    "ACCESS EXCLUSIVE",
                    "foreign key " + key.text("name") + " refers to it",
                    key.is("parent_lockable") && key.text("parent_kind").equals("r")));
        }
        if (!key.is("outgoing")) {
            moves.lock(new TableLock(
                    key.text("child"),
                    "ACCESS EXCLUSIVE",
                    "it has foreign key " + key.text("name"),
                    key.is("child_lockable")));
        }
    }
}
