// SPDX-License-Identifier: Apache-2.0
package dev.osc.cutover;

import java.time.Duration;

/** Lets time pass; {@code Thread::sleep} but for tests. */
@FunctionalInterface
public interface Pause {

    void last(Duration length) throws InterruptedException;
}
