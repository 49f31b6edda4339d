// SPDX-License-Identifier: Apache-2.0
package dev.osc.schema.postgres;

import dev.osc.schema.SqlFailures;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;

/** What PostgreSQL's SQLSTATEs mean (manual, appendix "PostgreSQL Error Codes"). */
public final class PostgresFailures implements SqlFailures {

    @Override
    public Kind kindOf(SQLException failure) {
        String state = failure.getSQLState();
        if (failure instanceof SQLTransientConnectionException || state == null) {
            // the pool's: no connection could be had in time
            return failure instanceof SQLTransientConnectionException ? Kind.CONNECTION_LOST : Kind.DEFINITIVE;
        }
        return switch (state) {
            // serialization failure, deadlock, lock not available
            case "40001", "40P01", "55P03" -> Kind.TRANSIENT;
            // unique and exclusion violation
            case "23505", "23P01" -> Kind.DUPLICATE_KEY;
            // no such table, column, schema, object, function; a plan whose columns have changed
            case "42P01", "42703", "3F000", "42704", "42883", "0A000" -> Kind.OTHER_DEFINITION;
            // shutdown, crash, starting up; too many connections
            case "57P01", "57P02", "57P03", "57P05", "53300" -> Kind.CONNECTION_LOST;
            // not null, foreign key, check; a cast that does not exist for the value
            case "23502", "23503", "23514", "23000" -> Kind.UNFIT_ROW;
            default -> byClass(state);
        };
    }

    private static Kind byClass(String state) {
        if (state.startsWith("08")) {
            return Kind.CONNECTION_LOST;
        }
        // data exception: too long, out of range, no date, division by zero in a USING
        return state.startsWith("22") ? Kind.UNFIT_ROW : Kind.DEFINITIVE;
    }
}
