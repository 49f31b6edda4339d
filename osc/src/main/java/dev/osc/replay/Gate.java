// SPDX-License-Identifier: Apache-2.0
package dev.osc.replay;

/** What may be handed out just now, by those who have a say in it. Not thread-safe: {@link SyncMonitor} guards it. */
final class Gate {

    /** The cut-over has the word: nothing is settled or handed out, and what is read is still marked. */
    boolean paused;

    /** The operator or a source of the throttle wants the run to wait. */
    boolean throttled;

    /** Nothing may be written to the shadow: its indexes are being built. */
    boolean flushesHeld;

    /** The shadow has no key yet, by which a flush would find rows. */
    boolean keyless;

    /** That key is to be built now: no chunk is started meanwhile. */
    boolean keyWanted;

    /** The server keeps too much of its log for this run. */
    boolean copyHeld;

    int copyWorkers = Integer.MAX_VALUE;

    boolean working() {
        return !paused && !throttled;
    }

    boolean flushing() {
        return working() && !flushesHeld && !keyless;
    }

    /** @param last whether no chunk is left to start: then nobody is kept from seeing it */
    boolean starting(int worker, boolean last) {
        return working() && !copyHeld && (worker <= copyWorkers || last);
    }
}
