// SPDX-License-Identifier: Apache-2.0
package dev.osc.throttle;

import dev.osc.progress.CommitTimes;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * The run waits while one of osc's own commits took too long: the disk, or a semi-synchronous replica, can't keep up. While it
 * waits, what it writes of its own state every other second shows when that is over.
 */
public final class CommitSource implements Source {

    private final Supplier<Long> most;
    private final CommitTimes commits;

    /** @param most milliseconds */
    public CommitSource(Supplier<Long> most, CommitTimes commits) {
        this.most = most;
        this.commits = commits;
    }

    @Override
    public String name() {
        return "max-commit-millis";
    }

    @Override
    public Reading read() {
        long limit = most.get();
        if (limit == 0) {
            return Reading.NOT_WANTED;
        }
        Duration worst = commits.worst(System.nanoTime());
        return Reading.atMost(worst.toMillis() + " ms, at most " + limit, worst.toNanos() / 1e6, (double) limit);
    }
}
