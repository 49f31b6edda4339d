// SPDX-License-Identifier: Apache-2.0
package dev.osc.replay;

import dev.osc.checkpoint.Backoff;
import dev.osc.schema.KeyTuple;
import dev.osc.schema.SqlFailures;
import dev.osc.sync.Placing;
import dev.osc.sync.Unsettled;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/**
 * Settles marked keys, then places them: settled first, then classified (I4). Reads only; a failed statement just
 * runs again later. Confined to one thread, on a session of its own in autocommit: a probe must be a transaction by
 * itself.
 */
public final class SettleWorker {

    /** Opens the worker's session; called again after a loss. */
    @FunctionalInterface
    public interface Opening {
        Connection open() throws SQLException;
    }

    private static final Duration PATIENCE = Duration.ofMillis(20);
    private static final Duration REST = Duration.ofMillis(50);
    private static final Duration PAUSE = Duration.ofMillis(2);
    private static final int PROBES = 256;
    private static final int PLACED_AT_ONCE = 1000;

    private final SyncMonitor sync;
    private final Settler settler;
    private final Placer placer;
    private final Opening opening;
    private final Backoff backoff;
    private final SqlFailures failures;

    public SettleWorker(
            SyncMonitor sync, Settler settler, Placer placer, Opening opening, Backoff backoff, SqlFailures failures) {
        this.sync = sync;
        this.settler = settler;
        this.placer = placer;
        this.opening = opening;
        this.backoff = backoff;
        this.failures = failures;
    }

    /** Runs until interrupted. */
    public void run() throws SQLException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try (Connection connection = opening.open()) {
                while (true) {
                    boolean moreToSettle = settle(connection);
                    boolean moreToPlace = place(connection);
                    attempt = 1;
                    if (!moreToSettle && !moreToPlace) {
                        sync.restWhileCopying(REST);
                    }
                }
            } catch (SQLException failure) {
                switch (failures.kindOf(failure)) {
                    case TRANSIENT, CONNECTION_LOST -> backoff.pause(attempt, failure);
                    case DUPLICATE_KEY, OTHER_DEFINITION, UNFIT_ROW, DEFINITIVE -> throw failure;
                }
            }
        }
    }

    /** Returns whether there may be more at once. */
    private boolean settle(Connection connection) throws SQLException, InterruptedException {
        switch (settler) {
            case Settler.ByTransaction byTransaction -> {
                SyncMonitor.Unseen unseen = sync.awaitUnseen(PATIENCE);
                if (unseen.transactions().isEmpty()) {
                    return false;
                }
                if (byTransaction.visible(connection, unseen.transactions())) {
                    sync.seen(unseen);
                } else {
                    backoff.sleeper().sleep(PAUSE);
                }
                return false;
            }
            case Settler.ByKey byKey -> {
                Unsettled unsettled = sync.awaitUnsettled(PROBES, PATIENCE);
                if (unsettled.keys().isEmpty()) {
                    return false;
                }
                List<KeyTuple> visible = byKey.visible(connection, unsettled.keys());
                sync.settled(visible, unsettled.through());
                return unsettled.keys().size() == PROBES;
            }
        }
    }

    private boolean place(Connection connection) throws SQLException {
        Placing placing = sync.placing(PLACED_AT_ONCE);
        if (placing == null) {
            return false;
        }
        int[] places;
        try {
            places = placer.place(connection, placing.keys(), placing.bounds());
        } catch (SQLException | RuntimeException failure) {
            sync.notPlaced(placing);
            throw failure;
        }
        sync.placed(placing, places);
        return placing.keys().size() == PLACED_AT_ONCE;
    }
}
