// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.postgres.direct;

import dev.osc.engine.postgres.alter.Action;
import dev.osc.engine.postgres.session.Ask;
import dev.osc.engine.postgres.shadow.Rehearsal;
import dev.osc.schema.TableName;
import dev.osc.schema.postgres.PostgresDialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.Optional;

/** Tries on the double, to be taken back; all in the connection's transaction. */
final class Trials {

    private final Connection connection;
    private final TableName scratch;
    private final Catalogue catalogue;

    Trials(Connection connection, TableName scratch) {
        this.connection = connection;
        this.scratch = scratch;
        this.catalogue = new Catalogue(connection, scratch);
    }

    Catalogue catalogue() {
        return catalogue;
    }

    Savepoint begin() throws SQLException {
        return connection.setSavepoint();
    }

    /** Also of what the server has refused since. */
    void takeBack(Savepoint start) throws SQLException {
        connection.rollback(start);
        connection.releaseSavepoint(start);
    }

    /** @param actions of an ALTER TABLE */
    void run(String actions) throws SQLException {
        Ask.execute(connection, on(scratch, actions));
    }

    /** What the server says of one action by itself; empty where it refuses. */
    Optional<Rehearsal> alone(Action action) throws SQLException {
        Savepoint start = begin();
        try {
            return Optional.of(Rehearsal.of(connection, scratch, on(scratch, action.text())));
        } catch (SQLException refusal) {
            return Optional.empty();
        } finally {
            takeBack(start);
        }
    }

    boolean yes(String sql) throws SQLException {
        return Ask.yes(connection, sql);
    }

    static String on(TableName table, String actions) {
        return "ALTER TABLE " + new PostgresDialect().quote(table) + " " + actions;
    }
}
