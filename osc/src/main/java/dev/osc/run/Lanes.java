// SPDX-License-Identifier: Apache-2.0
package dev.osc.run;

import dev.osc.checkpoint.Backoff;
import dev.osc.checkpoint.Fence;
import dev.osc.checkpoint.Lane;
import dev.osc.engine.Engine;
import dev.osc.progress.CommitTimes;
import java.util.ArrayList;
import java.util.List;

/** The lanes of a run, by what they are for: the cut-over's is number 0, the next ones flush, the others copy. Used by one thread. */
final class Lanes implements AutoCloseable {

    private final Engine engine;
    private final Fence fence;
    private final Backoff backoff;
    private final CommitTimes commits;
    private final int flushing;
    private final List<Lane> open = new ArrayList<>();
    private final List<Lane> copying = new ArrayList<>();

    Lanes(Engine engine, Fence fence, Backoff backoff, CommitTimes commits, int flushing) {
        this.engine = engine;
        this.fence = fence;
        this.backoff = backoff;
        this.commits = commits;
        this.flushing = flushing;
    }

    /** The cut-over's, and the run's own thread's. Asked for once. */
    Lane cutting() {
        return lane(0);
    }

    /** Of the i-th worker that flushes, from 1 on. Asked for once. */
    Lane flushing(int i) {
        return lane(i);
    }

    /** Of the i-th worker of the copy, from 1 on; when all is copied it is free for other work. */
    Lane copying(int i) {
        while (copying.size() < i) {
            copying.add(lane(flushing + copying.size() + 1));
        }
        return copying.get(i - 1);
    }

    private Lane lane(int number) {
        Lane lane = new Lane(number, fence, engine.sessions(), engine.failures(), backoff, commits);
        open.add(lane);
        return lane;
    }

    /** Has the server end what they do. */
    void endStatements() {
        open.forEach(Lane::endStatement);
    }

    @Override
    public void close() {
        open.forEach(Lane::close);
    }
}
