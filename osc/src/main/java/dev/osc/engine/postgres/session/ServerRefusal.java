// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.postgres.session;

import dev.osc.failure.ExitCode;
import dev.osc.failure.OscException;
import dev.osc.schema.TableName;
import java.sql.SQLException;
import org.postgresql.util.PSQLException;

/** The server's own refusal of a change, in words for its user. */
public final class ServerRefusal {

    private ServerRefusal() {}

    /** Of a change that was refused before anything was touched. */
    public static OscException of(TableName source, SQLException refusal) {
        return bare(source, refusal).and("(" + source + " is untouched, nothing is left behind)");
    }

    /** Without a word on how the table stands. */
    public static OscException bare(TableName source, SQLException refusal) {
        ExitCode code = switch (String.valueOf(refusal.getSQLState())) {
            case "42703" -> ExitCode.NO_SUCH_COLUMN;
            case "42704" -> ofType(refusal) ? ExitCode.SYNTAX : ExitCode.NO_SUCH_COLUMN;
            case "42501" -> ExitCode.MISSING_PRIVILEGE;
            case "25006" -> ExitCode.SERVER_SETTING;
            default -> ExitCode.SYNTAX;
        };
        return new OscException(
                code,
                "the server refuses the change of " + source + ": "
                        // a position in a statement that the user has not seen
                        + String.valueOf(refusal.getMessage()).replaceAll("\\s*\\n\\s*Position: \\d+", ""),
                "mend the change and run again",
                refusal);
    }

    /** A type that isn't there, whatever language the server speaks (src/backend/parser/parse_type.c). */
    private static boolean ofType(SQLException refusal) {
        return refusal instanceof PSQLException told
                && told.getServerErrorMessage() != null
                && String.valueOf(told.getServerErrorMessage().getRoutine()).startsWith("typename");
    }
}
