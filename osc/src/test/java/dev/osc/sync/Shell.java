// SPDX-License-Identifier: Apache-2.0
package dev.osc.sync;

import dev.osc.schema.KeyRange;
import dev.osc.schema.KeyTuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A thin shell around the real core, on the model server: it carries out what the core hands out and reports back. With a
 * rule off it lies to the core, or to itself, in that one point. It dies with a crash.
 */
final class Shell {

    /** What a resume begins with: a place in the log, the highest key of the copied prefix (-1: none), or everything copied. */
    record Saved(int position, int watermark, boolean allCopied) {}

    /** How this shell works, drawn once for a schedule. */
    record Habits(int workers, int chunkSize, int batchSize, int placingSize, boolean probes, boolean ahead) {

        static Habits draw(Dice dice) {
            return new Habits(
                    dice.between(1, 4),
                    dice.between(1, 3),
                    dice.oneOf(1, 1, 3, 9),
                    dice.oneOf(1, 2, 99),
                    dice.chance(.4),
                    dice.chance(.5));
        }
    }

    private static final List<KeyTuple> NAMES =
            IntStream.range(0, 64).mapToObj(KeyTuple::ofLong).toList();

    final Sync sync;

    /** The sender's view: operations in hand, and those whose connection died. */
    final List<Operation> mine = new ArrayList<>();

    final List<Operation> unknown = new ArrayList<>();

    /** The next transaction to be delivered, as an index of the log. */
    int read;

    private final World world;
    private final Dice dice;
    private final Habits habits;
    private final Lies lies;
    private final List<Chunk> again = new ArrayList<>();
    private final List<Placing> placings = new ArrayList<>();
    private final List<Unsettled> probes = new ArrayList<>();
    private int base;
    private long last;
    private int part;

    /** The highest key of the chunks started, -1 for none. */
    private int edge;

    Shell(World world, Dice dice, Habits habits, @Nullable Rule off, Saved from, boolean resumed) {
        this.world = world;
        this.dice = dice;
        this.habits = habits;
        this.lies = new Lies(off, world);
        boolean oneLane = off != Rule.LANE;
        if (from.allCopied()) {
            sync = Sync.afterCopy(oneLane);
        } else if (resumed) {
            sync = Sync.resume(from.watermark() < 0 ? null : NAMES.get(from.watermark() * 2), oneLane);
        } else {
            sync = Sync.begin(oneLane);
        }
        edge = from.watermark();
        opened(from.position());
    }

    /** The stream begins here: what comes next is transaction 1. */
    void opened(int position) {
        base = position;
        read = position;
    }

    static int key(KeyTuple tuple) {
        return (int) tuple.read().nextLong() >> 1;
    }

    private KeyTuple name(int key) {
        return NAMES.get(key * 2 + dice.below(2));
    }

    private static int bits(List<KeyTuple> keys) {
        int bits = 0;
        for (KeyTuple key : keys) {
            bits |= 1 << key(key);
        }
        return bits;
    }

    // --- the stream ---

    void deliver() {
        if (read == world.log.size()) {
            return;
        }
        Transaction transaction = world.log.get(read);
        int[] names = transaction.names;
        int until = part == 0 && dice.chance(.3) ? 1 : names.length;
        List<KeyTuple> keys = new ArrayList<>();
        for (int i = part; i < until; i++) {
            KeyTuple tuple = NAMES.get(names[i]);
            if (!(lies.off(Rule.I2) && i == transaction.old)
                    && !(lies.off(Rule.I5) && lies.flushes(tuple, mine, unknown))) {
                keys.add(tuple);
            }
        }
        long seq = 1L + read - base;
        sync.changed(keys, seq);
        part = until;
        if (part == names.length) {
            part = 0;
            read++;
            sync.readThrough(seq);
        }
        lies.delivered(sync, keys, seq, edge);
    }

    boolean between() {
        return part == 0;
    }

    void settle() {
        if (!habits.probes) {
            int visible = habits.ahead ? world.visibleBefore() : Math.min(world.visibleBefore(), read);
            sync.settledThrough(Math.max(0, visible - base));
        } else if (probes.size() < 2 && dice.chance(.5)) {
            probes.add(sync.unsettled(habits.placingSize));
        } else if (!probes.isEmpty()) {
            Unsettled probe = probes.remove(dice.below(probes.size()));
            int locked = world.locked();
            sync.settled(
                    probe.keys().stream()
                            .filter(tuple -> (locked >> key(tuple) & 1) == 0)
                            .toList(),
                    probe.through());
        }
    }

    void place() {
        if (placings.size() < 2 && dice.chance(.5)) {
            sync.takePlacing(habits.placingSize).ifPresent(placings::add);
        } else if (!placings.isEmpty()) {
            Placing placing = placings.remove(dice.below(placings.size()));
            if (dice.chance(.1)) {
                sync.notPlaced(placing);
            } else {
                sync.placed(placing, lies.answer(placing));
            }
        }
    }

    // --- copy and flush ---

    void copy() {
        if (mine.size() >= habits.workers) {
            return;
        }
        Chunk chunk = nextChunk();
        if (chunk != null) {
            send(Operation.copy(chunk, lies.keys(chunk, world.size)));
        }
    }

    private @Nullable Chunk nextChunk() {
        if (!again.isEmpty() && dice.chance(.5)) {
            return again.remove(dice.below(again.size()));
        }
        Optional<Chunk> freed = sync.startAgain();
        if (freed.isPresent() || lies.ending(sync) || sync.closed()) {
            return freed.orElse(null);
        }
        Integer high = nextBound();
        Chunk chunk = sync.start(high == null ? null : name(high)).orElse(null);
        if (chunk != null) {
            edge = high == null ? world.size : high;
            lies.started(sync, chunk);
        }
        return chunk;
    }

    private @Nullable Integer nextBound() {
        int inside = 0;
        for (int key = edge + 1; key < world.size; key++) {
            inside |= world.source[key] == null ? 0 : 1 << key;
        }
        if (dice.chance(.1) && edge + 1 < world.size) {
            return dice.between(edge + 1, world.size - 1);
        }
        if (Integer.bitCount(inside) <= habits.chunkSize) {
            return lies.lastBound(inside);
        }
        for (int skip = habits.chunkSize; skip > 1; skip--) {
            inside &= inside - 1;
        }
        return Integer.numberOfTrailingZeros(inside);
    }

    void flush() {
        if (mine.size() > habits.workers) {
            return;
        }
        if (sync.allCopied() && dice.chance(.02)) {
            // a comparison that finds a row wanting: harmless where it is not
            sync.refresh(List.of(NAMES.get(dice.below(world.size))));
        }
        FlushBatch batch = sync.takeFlush(habits.batchSize).orElse(null);
        if (batch != null) {
            int evict = bits(batch.evict());
            int keys = bits(batch.keys()) & ~evict;
            send(Operation.flush(batch, lies.firstPart(batch, keys), lies.off(Rule.I9_EVICT) ? 0 : evict));
        }
    }

    private void send(Operation op) {
        mine.add(op);
        world.running.add(op);
    }

    /** The operation's end is heard. */
    void ended(Operation op) {
        mine.remove(op);
        switch (op.result) {
            case RUNNING -> throw new IllegalStateException("still runs: " + op);
            case COMMITTED -> committed(op);
            case FAILED -> failed(op);
            case PRIMARY -> {
                if (!lies.off(Rule.LANE) && !lies.off(Rule.FENCE)) {
                    throw new Violation("primary key collision");
                }
                failed(op);
            }
            case UNIQUE -> {
                if (lies.off(Rule.I9)) {
                    throw new Violation("false duplicate reported");
                }
                collided(op, name(op.other));
            }
        }
    }

    private void committed(Operation op) {
        if (op.chunk != null) {
            lies.copied(sync, op.chunk);
        } else if (op.batch != null) {
            int rest = lies.nextPart(op.batch, op.keys);
            if (rest == 0) {
                sync.flushed(op.batch);
            } else {
                send(Operation.flush(op.batch, rest, 0));
            }
        }
    }

    private void failed(Operation op) {
        if (op.chunk != null) {
            again.add(op.chunk);
        } else if (op.batch != null) {
            sync.flushFailed(op.batch);
        }
    }

    private void collided(Operation op, KeyTuple other) {
        lies.inTheWay(other);
        if (op.chunk != null && lies.off(Rule.I4_WAIT)) {
            again.add(op.chunk);
        } else if (op.chunk != null) {
            sync.collided(op.chunk, List.of(other));
        } else if (op.batch != null) {
            sync.collided(op.batch, List.of(other));
        }
    }

    void lose(Operation op) {
        op.lost = true;
        mine.remove(op);
        unknown.add(op);
    }

    /** Looks how an operation ended whose connection died, once it is known to be gone. */
    void look() {
        for (Operation op : unknown) {
            if (op.result != Operation.Result.RUNNING || lies.off(Rule.FENCE)) {
                unknown.remove(op);
                // a flush may be done again without looking
                boolean done = op.result == Operation.Result.COMMITTED && (op.chunk != null || dice.chance(.5));
                if (done && !lies.off(Rule.I10)) {
                    committed(op);
                } else {
                    failed(op);
                }
                return;
            }
        }
    }

    // --- where it stands ---

    boolean quiet() {
        return sync.pendingCount() == 0 && mine.isEmpty() && unknown.isEmpty();
    }

    Saved checkpoint() {
        Checkpoint now = sync.checkpoint();
        PendingCounts counts = sync.counts();
        int counted = counts.unsettled() + counts.unplaced() + counts.waiting() + counts.ready() + counts.flushing();
        if (now.appliedThrough() < last || counted != sync.pendingCount()) {
            throw new Violation("the core contradicts itself");
        }
        last = now.appliedThrough();
        KeyTuple mark = now.watermark();
        Saved saved = new Saved(
                lies.off(Rule.I8_POSITION) ? read : base + (int) now.appliedThrough(),
                mark == null ? -1 : key(mark),
                now.allCopied());
        return lies.checkpoint(saved);
    }

    /** The keys a chunk covers, as bits. */
    static int span(KeyRange range, int size) {
        int low = range.low() == null ? 0 : key(range.low()) + 1;
        int high = range.high() == null ? size : key(range.high()) + 1;
        return ((1 << high) - 1) & -(1 << low);
    }
}
