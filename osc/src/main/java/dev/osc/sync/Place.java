// SPDX-License-Identifier: Apache-2.0
package dev.osc.sync;

/** Where a key lies on the frontier: in a chunk in flight ({@link Flight}), or in one of the {@link Known} parts. */
sealed interface Place permits Place.Known, Flight {

    enum Known implements Place {
        COPIED,
        NOT_STARTED
    }
}
