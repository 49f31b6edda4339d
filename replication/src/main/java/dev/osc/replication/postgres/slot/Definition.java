// SPDX-License-Identifier: Apache-2.0
package dev.osc.replication.postgres.slot;

import dev.osc.replication.StreamException;
import dev.osc.schema.TableName;
import dev.osc.schema.postgres.DefinitionSql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Fingerprints of what a stream depends on, of one moment: the table under its name (its oid, {@link DefinitionSql
 * definition} and replica identity) and
 * the publication (versions of its rows: something changed and changed back has hidden rows meanwhile). The stream itself shows
 * little of either: a column list hides the other columns, and 18 goes on without a publication that is gone.
 *
 * @param table null: there is no table of that name
 * @param publication null: it does not publish the table
 */
public record Definition(@Nullable String table, @Nullable String publication) {

    /** A query's columns {@code a_table, a_publication}; it takes the publication, the schema and the table as parameters. */
    static final String COLUMNS = """
            (SELECT c.oid || ' ' || hashtextextended(concat_ws(' ', c.relreplident,
                        (SELECT string_agg(concat_ws(' ', i.indisprimary, i.indisreplident, i.indkey), ',' ORDER BY i.indisprimary)
                           FROM pg_index i WHERE i.indrelid = c.oid AND (i.indisprimary OR i.indisreplident)),
                        %s), 0)
               FROM pg_class c WHERE c.oid = named.oid) AS a_table,
            (SELECT concat_ws(' ', p.oid, p.xmin, r.oid, r.xmin)
               FROM pg_publication p JOIN pg_publication_rel r ON r.prpubid = p.oid AND r.prrelid = named.oid
              WHERE p.pubname = named.publication) AS a_publication""".formatted(DefinitionSql.OF_C);

    static final String FROM = """
             FROM (SELECT o.publication, c.oid
                     FROM (SELECT ?::text AS publication, ?::text AS schema, ?::text AS name) o
                          LEFT JOIN pg_namespace n ON n.nspname = o.schema
                          LEFT JOIN pg_class c ON c.relnamespace = n.oid AND c.relname = o.name) named""";

    public static Definition read(Connection connection, String publication, TableName table) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT " + COLUMNS + " " + FROM)) {
            bind(statement, publication, table);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return of(row);
            }
        }
    }

    static void bind(PreparedStatement statement, String publication, TableName table) throws SQLException {
        statement.setString(1, publication);
        statement.setString(2, table.schema());
        statement.setString(3, table.table());
    }

    static Definition of(ResultSet row) throws SQLException {
        return new Definition(row.getString("a_table"), row.getString("a_publication"));
    }

    /** @throws StreamException.TableChanged when one of them is no longer what it was */
    public void requireSame(Definition now, TableName name) {
        if (table == null || !table.equals(now.table)) {
            throw new StreamException.TableChanged("the definition of " + name + " was changed by someone else: "
                    + (now.table == null ? "there is no table of that name" : "its catalogue entries differ")
                    + "; start the migration anew when that is done");
        }
        if (publication == null || !publication.equals(now.publication)) {
            throw new StreamException.TableChanged("the publication that osc follows " + name
                    + " by was changed or dropped by someone else: changes may be missing; start the migration anew");
        }
    }
}
