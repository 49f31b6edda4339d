// SPDX-License-Identifier: Apache-2.0
package dev.osc.cutover.postgres;

import dev.osc.cutover.postgres.estate.Carried;
import dev.osc.cutover.postgres.estate.Estate;
import dev.osc.cutover.postgres.estate.Look;
import dev.osc.cutover.postgres.estate.Moves;
import dev.osc.cutover.postgres.estate.Succession;
import dev.osc.cutover.postgres.hanging.CompiledFunctions;
import dev.osc.cutover.postgres.hanging.ForeignKeys;
import dev.osc.cutover.postgres.hanging.Functions;
import dev.osc.cutover.postgres.hanging.Publications;
import dev.osc.cutover.postgres.hanging.Strangers;
import dev.osc.cutover.postgres.hanging.Views;
import dev.osc.cutover.postgres.kind.ChangeClauses;
import dev.osc.cutover.postgres.kind.Comments;
import dev.osc.cutover.postgres.kind.IndexNames;
import dev.osc.cutover.postgres.kind.PlainTable;
import dev.osc.cutover.postgres.kind.Privileges;
import dev.osc.cutover.postgres.kind.RowSecurity;
import dev.osc.cutover.postgres.kind.Rules;
import dev.osc.cutover.postgres.kind.Sequences;
import dev.osc.cutover.postgres.kind.StatisticsObjects;
import dev.osc.cutover.postgres.kind.TableTraits;
import dev.osc.cutover.postgres.kind.Triggers;
import dev.osc.schema.Dialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** All kinds of objects that a table's successor takes over, in the order in which they arrive; they leave in reverse. Stateless. */
public final class Inheritance {

    private static final List<Carried> KINDS = List.of(
            new PlainTable(),
            new IndexNames(),
            new Sequences(),
            new StatisticsObjects(),
            new TableTraits(),
            new Privileges(),
            new Views(),
            new Functions(),
            new CompiledFunctions(),
            new ForeignKeys(),
            new Rules(),
            new Triggers(),
            new RowSecurity(),
            new Publications(),
            new ChangeClauses(),
            new Comments(),
            new Strangers());

    private final Dialect dialect;

    public Inheritance(Dialect dialect) {
        this.dialect = dialect;
    }

    /**
     * Reads what hangs on the source, and what is to be done with it. Changes nothing. While there is no shadow it tells what is
     * carried and what can't be as far as column names tell; with one (a clone that already has the new definition will do) also
     * what the new types mean for views.
     *
     * @param connection any session; its transaction, search path and autocommit are left as they were
     */
    public Estate of(Connection connection, Succession succession) throws SQLException {
        try (CataloguePath path = CataloguePath.on(connection)) {
            Look look = Look.with(path.connection(), dialect, succession);
            Moves moves = new Moves();
            for (Carried kind : KINDS) {
                moves.nextKind();
                kind.read(look, moves);
            }
            return moves.estate();
        }
    }

    /**
     * The same, and tries it: what the new types and names do not let be made again is told as a hindrance too. Takes ACCESS
     * EXCLUSIVE on the shadow for a moment, and keeps off every other table's way. Everything is rolled back.
     *
     * @param connection in autocommit; its role may create schemas in the database
     */
    public Estate rehearsed(Connection connection, Succession succession) throws SQLException {
        connection.setAutoCommit(false);
        try {
            Estate estate = of(connection, succession);
            return estate.with(new Rehearsal(connection, dialect, succession).of(estate));
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    /**
     * Does all that can be done on the shadow ahead of the swap, which will find it done; what it would refuse, it leaves. To be
     * called before the shadow is analyzed: it may create statistics objects and set what ANALYZE goes by.
     *
     * @param connection with no transaction open; its lock_timeout bounds the locks on the shadow
     */
    public void prepare(Connection connection, Succession succession) throws SQLException {
        boolean autocommit = connection.getAutoCommit();
        connection.setAutoCommit(false);
        try {
            try (Statement statement = connection.createStatement()) {
                statement.setEscapeProcessing(false);
                for (String sql : of(connection, succession).prepare()) {
                    statement.execute(sql);
                }
            }
            connection.commit();
            connection.setAutoCommit(autocommit);
        } catch (SQLException | RuntimeException e) {
            try {
                connection.rollback();
                connection.setAutoCommit(autocommit);
            } catch (SQLException gone) {
                // a lost connection: the caller judges by the failure that told of it
                e.addSuppressed(gone);
            }
            throw e;
        }
    }
}
