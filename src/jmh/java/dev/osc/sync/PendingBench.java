// SPDX-License-Identifier: Apache-2.0
package dev.osc.sync;

import dev.osc.schema.KeyTuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Changes a second through the core: marked, settled, placed against a frontier in mid-copy, flushed. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class PendingBench {

    private static final int CHANGES = 100_000;
    private static final int HOT = 10_000;
    private static final int EACH = 1000;

    @Param({"INT", "COMPOSITE", "TEXT"})
    public String key;

    private final List<List<KeyTuple>> parts = new ArrayList<>();
    private Sync sync;
    private long seq;

    @Setup
    public void keys() {
        sync = Sync.begin(false);
        sync.copied(sync.start(KeyTuple.ofLong(1)).orElseThrow());
        for (int from = 0; from < CHANGES; from += EACH) {
            List<KeyTuple> part = new ArrayList<>();
            for (int i = from; i < from + EACH; i++) {
                part.add(
                        switch (key) {
                            case "INT" -> KeyTuple.ofLong(i);
                            case "COMPOSITE" ->
                                KeyTuple.builder().add(i / 7).add(i).build();
                            default ->
                                KeyTuple.builder()
                                        .add(String.format(Locale.ROOT, "0187c1a4-5d2e-7cc0-93e7-%012x", i))
                                        .build();
                        });
            }
            parts.add(part);
        }
    }

    /** Each key once. */
    @Benchmark
    @OperationsPerInvocation(CHANGES)
    public int distinct() {
        for (List<KeyTuple> part : parts) {
            sync.changed(part, ++seq);
        }
        return flushed();
    }

    /** A tenth of the keys, ten times each. */
    @Benchmark
    @OperationsPerInvocation(CHANGES)
    public int hot() {
        for (int i = 0; i < parts.size(); i++) {
            sync.changed(parts.get(i % (HOT / EACH)), ++seq);
        }
        return flushed();
    }

    private int flushed() {
        sync.readThrough(seq);
        sync.settledThrough(seq);
        for (var placing = sync.takePlacing(EACH); placing.isPresent(); placing = sync.takePlacing(EACH)) {
            sync.placed(placing.get(), new int[placing.get().keys().size()]);
        }
        int flushes = 0;
        for (var batch = sync.takeFlush(EACH); batch.isPresent(); batch = sync.takeFlush(EACH)) {
            sync.flushed(batch.get());
            flushes++;
        }
        if (sync.pendingCount() > 0) {
            throw new IllegalStateException("not all are flushed");
        }
        return flushes;
    }
}
