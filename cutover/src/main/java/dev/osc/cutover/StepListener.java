// SPDX-License-Identifier: Apache-2.0
package dev.osc.cutover;

import java.util.List;

/** Is told of an attempt's steps by the thread that makes them; while a lock is held it must return at once. */
@FunctionalInterface
public interface StepListener {

    StepListener NONE = (step, sessions) -> {};

    /** @param sessions the server's ids of the attempt's own sessions, the one that holds the lock first */
    void reached(CutoverStep step, List<Long> sessions);
}
