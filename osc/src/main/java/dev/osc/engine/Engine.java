// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine;

import dev.osc.checkpoint.Sessions;
import dev.osc.engine.session.Opening;
import dev.osc.plan.Leftovers;
import dev.osc.plan.Migration;
import dev.osc.plan.Planner;
import dev.osc.plan.Reversal;
import dev.osc.plan.TableLock;
import dev.osc.schema.Dialect;
import dev.osc.schema.SqlFailures;
import dev.osc.schema.TableReader;
import dev.osc.throttle.Gauges;
import dev.osc.throttle.Hosts;
import dev.osc.verify.Pairing;
import java.util.function.Function;

/**
 * One server, spoken to in its own way.
 *
 * @param title product and version, for people
 * @param plain opens a session as the server configures it, autocommit on
 * @param elsewhere the same for another server, with the same user; a port of 0 is this one's
 * @param copyWorkers how many chunks at once suit this server
 */
public record Engine(
        String title,
        Dialect dialect,
        SqlFailures failures,
        TableReader tables,
        Opening plain,
        Function<Hosts.Host, Opening> elsewhere,
        Sessions sessions,
        TableLock lock,
        Planner planner,
        Reversal reversal,
        Leftovers leftovers,
        int copyWorkers,
        Function<Migration, MigrationParts> parts,
        Pairing pairing,
        Gauges gauges,
        Runnable closing)
        implements AutoCloseable {

    @Override
    public void close() {
        closing.run();
    }
}
