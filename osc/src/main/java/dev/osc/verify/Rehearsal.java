// SPDX-License-Identifier: Apache-2.0
package dev.osc.verify;

import dev.osc.failure.ExitCode;
import dev.osc.schema.SqlFailures;
import dev.osc.schema.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** Whether two tables can be compared at all: what the server, or a missing privilege, has against it. */
public final class Rehearsal {

    /**
     * What speaks against it.
     *
     * @param denied whether it is a privilege that is missing
     */
    public record Against(boolean denied, String text, String remedy, SQLException cause) {

        public ExitCode code() {
            return denied ? ExitCode.MISSING_PRIVILEGE : ExitCode.UNSUPPORTED_CHANGE;
        }
    }

    private Rehearsal() {}

    /** Runs the comparison's statements on no row; empty when the server takes them. */
    public static Optional<Against> run(
            Connection connection, Comparison comparison, TableName source, TableName shadow, SqlFailures failures) {
        try {
            comparison.rehearse(connection);
            return Optional.empty();
        } catch (SQLException e) {
            boolean denied = failures.denied(e);
            return Optional.of(new Against(
                    denied,
                    source + " and " + shadow + " can't be compared: " + e.getMessage(),
                    denied
                            ? "grant what is missing (on MySQL CREATE TEMPORARY TABLES, where values change their type)"
                            : "please report it",
                    e));
        }
    }
}
