// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.postgres.direct;

import dev.osc.engine.postgres.alter.Statement;
import dev.osc.engine.postgres.session.Ask;
import dev.osc.engine.postgres.session.ServerRefusal;
import dev.osc.schema.TableName;
import dev.osc.schema.postgres.PostgresDialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/** The course of a CREATE INDEX: its name is the one that the server finds on the double. */
final class IndexDrafting {

    private final PostgresDialect dialect = new PostgresDialect();
    private final Connection connection;
    private final TableName source;
    private final TableName scratch;
    private final Statement.CreateIndex index;

    IndexDrafting(Connection connection, TableName source, TableName scratch, Statement.CreateIndex index) {
        this.connection = connection;
        this.source = source;
        this.scratch = scratch;
        this.index = index;
    }

    Course draft() throws SQLException {
        if (index.ifNotExists() && index.name() != null && taken(index.name())) {
            return new Course.Gentle(
                    "there is a relation " + index.name() + " already, and so nothing to do (IF NOT EXISTS)",
                    List.of(),
                    "");
        }
        Catalogue catalogue = new Catalogue(connection, scratch);
        Set<String> before = catalogue.indexes();
        String name = index.name() == null ? "" : dialect.quote(index.name()) + " ";
        try {
            Ask.execute(
                    connection,
                    "CREATE " + (index.unique() ? "UNIQUE " : "") + "INDEX " + name + "ON " + dialect.quote(scratch)
                            + " " + index.definition());
        } catch (SQLException refusal) {
            throw ServerRefusal.of(source, refusal);
        }
        Set<String> after = catalogue.indexes();
        after.removeAll(before);
        String found = after.iterator().next();
        String wanted = index.name() == null ? free(found) : found;
        String meanwhile = Sketch.meanwhile(wanted);
        Move build = new Move.Build(
                meanwhile, wanted, Sketch.createIndex(source, true, index.unique(), meanwhile, index.definition()));
        Move rename = new Move.Brief(
                "finish",
                "the index gets its name",
                List.of("ALTER INDEX " + dialect.quote(new TableName(source.schema(), meanwhile)) + " RENAME TO "
                        + dialect.quote(wanted)),
                // manual, "ALTER INDEX": on the index, none on the table
                "ShareUpdateExclusive");
        return new Course.Gentle("the index is built beside the writers", List.of(build, rename), "");
    }

    /** The scratch schema does not know the names of other tables' indexes: the server counts on until one is free. */
    private String free(String name) throws SQLException {
        String stem = name.replaceFirst("\\d+$", "");
        String candidate = name;
        for (int n = 1; taken(candidate); n++) {
            candidate = stem + n;
        }
        return candidate;
    }

    private boolean taken(String name) throws SQLException {
        String sql = """
                SELECT EXISTS (SELECT FROM pg_class c WHERE relname = ? AND relnamespace = ?::regnamespace
                   AND NOT EXISTS (SELECT FROM pg_index WHERE indexrelid = c.oid AND NOT indisvalid AND indrelid = ?::regclass))""";
        return Ask.yes(connection, sql, name, dialect.quote(source.schema()), dialect.quote(source));
    }
}
