// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.postgres.session;

import dev.osc.failure.ExitCode;
import dev.osc.failure.OscException;
import dev.osc.schema.TableName;
import java.sql.SQLException;

/** The server's own refusal of a change, in words for its user. */
public final class ServerRefusal {

    private ServerRefusal() {}

    public static OscException of(TableName source, SQLException refusal) {
        ExitCode code = switch (String.valueOf(refusal.getSQLState())) {
            case "42703", "42704" -> ExitCode.NO_SUCH_COLUMN;
            case "42501" -> ExitCode.MISSING_PRIVILEGE;
            case "25006" -> ExitCode.SERVER_SETTING;
            default -> ExitCode.SYNTAX;
        };
        return new OscException(
                        code,
                        "the server refuses the change of " + source + ": " + refusal.getMessage(),
                        "mend the change and run again",
                        refusal)
                .and("(" + source + " is untouched, nothing is left behind)");
    }
}
