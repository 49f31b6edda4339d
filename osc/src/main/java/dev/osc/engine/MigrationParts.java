// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine;

import dev.osc.copy.ChunkVerbs;
import dev.osc.copy.ShadowIndexes;
import dev.osc.cutover.Cutover;
import dev.osc.replay.Collisions;
import dev.osc.replay.FlushVerb;
import dev.osc.replay.Placer;
import dev.osc.replay.SettleWorker;
import dev.osc.replay.Settler;
import dev.osc.replication.ChangeSource;
import dev.osc.verify.Comparison;

/**
 * An engine's parts for one migration, whose tables and key they know.
 *
 * @param parallelCopy whether several chunks may be copied at once
 */
public record MigrationParts(
        ChunkVerbs chunks,
        FlushVerb flush,
        Collisions collisions,
        Settler settler,
        SettleWorker.Opening settling,
        Placer placer,
        ChangeSource changes,
        Cutover cutover,
        ShadowIndexes indexes,
        Comparison comparison,
        boolean parallelCopy) {}
