// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.mysql;

import dev.osc.cutover.Cutover;
import dev.osc.cutover.Swap;
import dev.osc.cutover.SwapOutcome;
import dev.osc.failure.ExitCode;
import dev.osc.failure.OscException;
import dev.osc.plan.Leftovers;
import dev.osc.schema.TableName;
import dev.osc.schema.mysql.MySqlTableReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/**
 * What a dead cut-over may have left: sessions that wait for its locks, a sentry, and before 8.0, whose RENAME of two tables is not
 * atomic, a table without its name.
 */
final class MySqlLeftovers implements Leftovers {

    private final Cutover cutover;

    MySqlLeftovers(Cutover cutover) {
        this.cutover = cutover;
    }

    @Override
    public void settleSwap(Connection connection, TableName source, TableName shadow, TableName retired)
            throws SQLException {
        Swap swap = new Swap(source, shadow, retired, Duration.ofSeconds(3));
        switch (cutover.inspect(swap)) {
            case SwapOutcome.Swapped _, SwapOutcome.NotSwapped _ -> {}
            case SwapOutcome.Refused refused -> {
                // where the table is there, the caller goes on, or says what it misses
                if (new MySqlTableReader().read(connection, source).isEmpty()) {
                    throw unsettled(source, refused.reason(), "do as it says, then run the same command again");
                }
            }
            case SwapOutcome.Undetermined unknown ->
                throw unsettled(source, unknown.reason(), "run the same command again when the server has ended it");
        }
    }

    private static OscException unsettled(TableName source, String reason, String next) {
        return new OscException(
                ExitCode.UNDETERMINED,
                "an earlier run ended within its cut-over of " + source + ": " + reason,
                "no row is lost: " + next);
    }
}
