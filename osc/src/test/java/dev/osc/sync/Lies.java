// SPDX-License-Identifier: Apache-2.0
package dev.osc.sync;

import dev.osc.schema.KeyTuple;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the model shell does instead of the truth when a rule is off. With every rule on, each method here is the plain thing. */
final class Lies {

    private final @Nullable Rule off;
    private final World world;

    /** I4-wait: chunks that run though the core believes them copied. */
    private final List<Chunk> secret = new ArrayList<>();

    /** I4-order: names that lay where nothing had started when they were read. */
    private final Set<KeyTuple> above = new HashSet<>();

    /** I9-together: names that were in the way. */
    private final Set<KeyTuple> others = new HashSet<>();

    /** I6: the chunk that runs to the end though the core believes it bounded. */
    private @Nullable Chunk tail;

    private boolean tailEnded;
    private boolean endless;
    private int highest = -1;
    private boolean top;

    Lies(@Nullable Rule off, World world) {
        this.off = off;
        this.world = world;
    }

    boolean off(Rule rule) {
        return off == rule;
    }

    /** I5: whether the name is being flushed. */
    boolean flushes(KeyTuple tuple, List<Operation> mine, List<Operation> unknown) {
        return Stream.concat(mine.stream(), unknown.stream())
                .anyMatch(op -> op.batch != null && op.batch.keys().contains(tuple));
    }

    /** I3, I4-drop, I4-order. */
    void delivered(Sync sync, List<KeyTuple> keys, long seq, int edge) {
        if (off == Rule.I3) {
            sync.settledThrough(seq);
        }
        if (off != Rule.I4_DROP && off != Rule.I4_ORDER) {
            return;
        }
        List<KeyTuple> notStarted =
                keys.stream().filter(tuple -> Shell.key(tuple) > edge).toList();
        if (off == Rule.I4_DROP && !notStarted.isEmpty()) {
            sync.settled(notStarted, seq);
            sync.takePlacing(Integer.MAX_VALUE).ifPresent(placing -> sync.placed(placing, answer(placing)));
        }
        above.removeAll(keys);
        above.addAll(notStarted);
    }

    /** I4-order. */
    int[] answer(Placing placing) {
        int[] answer = placing.answerBy((one, other) -> Integer.compare(Shell.key(one), Shell.key(other)));
        boolean open = placing.sections.places().getLast() == Frontier.Known.NOT_STARTED;
        for (int i = 0; i < answer.length; i++) {
            if (off == Rule.I4_ORDER && open && above.contains(placing.keys().get(i))) {
                answer[i] = placing.bounds().size();
            }
        }
        return answer;
    }

    /** I6: the bound of the last chunk; null is the open end. */
    @Nullable
    Integer lastBound(int inside) {
        endless = off == Rule.I6 && inside != 0;
        return endless ? Integer.SIZE - 1 - Integer.numberOfLeadingZeros(inside) : null;
    }

    /** I4-wait, I6. */
    void started(Sync sync, Chunk chunk) {
        tail = endless ? chunk : tail;
        endless = false;
        if (off == Rule.I4_WAIT) {
            secret.add(chunk);
            sync.copied(chunk);
        }
    }

    /** I6. */
    int keys(Chunk chunk, int size) {
        int span = Shell.span(chunk.range(), size);
        return chunk.equals(tail) ? ((1 << size) - 1) & -Integer.lowestOneBit(span) : span;
    }

    /** I4-wait, I6, I8-watermark. */
    void copied(Sync sync, Chunk chunk) {
        KeyTuple high = chunk.range().high();
        highest = high == null ? highest : Math.max(highest, Shell.key(high));
        top |= high == null;
        if (off == Rule.I4_WAIT) {
            secret.remove(chunk);
            return;
        }
        sync.copied(chunk);
        tailEnded = chunk.equals(tail);
        ending(sync);
    }

    /** I6: whether the chunk that was not the last one for the core leaves nothing to start. */
    boolean ending(Sync sync) {
        if (tailEnded && !sync.closed()) {
            sync.start(null).ifPresent(sync::copied);
        }
        return tail != null;
    }

    /** I9-together. */
    void inTheWay(KeyTuple other) {
        others.add(other);
    }

    /** I9-together: a batch with a key that was in the way goes key by key. */
    int firstPart(FlushBatch batch, int keys) {
        boolean apart = off == Rule.I9_TOGETHER && batch.keys().stream().anyMatch(others::contains);
        return apart ? Integer.lowestOneBit(keys) : keys;
    }

    /** I9-together: the key to flush after this one, 0 when the batch is done. */
    int nextPart(FlushBatch batch, int done) {
        int keys = bits(batch.keys());
        int above = keys & -(Integer.highestOneBit(done) << 1);
        return off == Rule.I9_TOGETHER && done != keys ? Integer.lowestOneBit(above) : 0;
    }

    private static int bits(List<KeyTuple> keys) {
        return keys.stream().mapToInt(key -> 1 << Shell.key(key)).reduce(0, (one, other) -> one | other);
    }

    /** I4-wait: the watermark does not lie too. I8-watermark: it does. */
    Shell.Saved checkpoint(Shell.Saved saved) {
        if (off == Rule.I8_WATERMARK) {
            return new Shell.Saved(saved.position(), Math.max(highest, saved.watermark()), top || saved.allCopied());
        }
        int copied = saved.watermark();
        for (Chunk chunk : secret) {
            copied = Math.min(copied, Integer.numberOfTrailingZeros(Shell.span(chunk.range(), world.size)) - 1);
        }
        return new Shell.Saved(saved.position(), copied, saved.allCopied() && secret.isEmpty());
    }
}
