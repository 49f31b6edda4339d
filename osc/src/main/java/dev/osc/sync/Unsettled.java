// SPDX-License-Identifier: Apache-2.0
package dev.osc.sync;

import dev.osc.schema.KeyTuple;
import java.util.List;

/**
 * Keys that wait until their changes are visible, for servers that are asked key by key (I3). A probe of a key that is sent
 * after this was taken and comes back speaks for every transaction up to {@code through}: those held the row's lock.
 */
public record Unsettled(List<KeyTuple> keys, long through) {}
