// SPDX-License-Identifier: Apache-2.0
package dev.osc.run;

import dev.osc.engine.Engine;
import dev.osc.plan.TableChange;
import dev.osc.progress.CommitTimes;
import dev.osc.schema.TableName;
import java.sql.SQLException;
import java.time.Clock;

/**
 * Lets a change in place begin when a swap might: once begun it can't be slowed. All that makes a run wait is looked at until then.
 */
final class DirectLeave implements TableChange.Leave {

    private final Engine engine;
    private final Controls controls;
    private final Watcher watcher;
    private final Clock clock;
    private final TableName source;

    DirectLeave(Engine engine, Controls controls, Watcher watcher, Clock clock, TableName source) {
        this.engine = engine;
        this.controls = controls;
        this.watcher = watcher;
        this.clock = clock;
        this.source = source;
    }

    @Override
    public void await() throws SQLException, InterruptedException {
        try (Crew crew = new Crew()) {
            try {
                new Governing(engine, controls, source, new CommitTimes(), clock).begin(crew);
                new Postponement(controls, watcher).await(() -> {});
            } catch (InterruptedException e) {
                Throwable failure = crew.failure();
                if (failure != null) {
                    throw new IllegalStateException(failure);
                }
                throw e;
            }
        }
        watcher.phase(Watcher.Phase.CUT_OVER);
    }
}
