// SPDX-License-Identifier: Apache-2.0
package dev.osc.sync;

import dev.osc.schema.KeyTuple;
import org.jspecify.annotations.Nullable;

/**
 * From where a resume misses nothing (I8). Taken in one piece: a position of one moment does not fit the watermark of another.
 *
 * @param appliedThrough the transaction after which the stream must be read again; 0 is where this run's stream began
 * @param watermark everything up to it is copied; null when nothing is, or see {@code allCopied}
 * @param allCopied nothing is left to copy, whatever the watermark says
 */
public record Checkpoint(long appliedThrough, @Nullable KeyTuple watermark, boolean allCopied) {}
