// SPDX-License-Identifier: Apache-2.0
package dev.osc.replication.binlog.group;

import dev.osc.replication.Change;
import dev.osc.replication.binlog.event.EventTypes;
import dev.osc.replication.binlog.event.RawEvent;
import java.util.ArrayList;
import java.util.List;
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

/** Rows a second, keys only: a transaction of a thousand rows in events of eight kilobytes, as the server cuts them. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class DecodeBench {

    private static final int ROWS = 1000;

    @Param({"WRITE", "UPDATE", "DELETE"})
    public String kind;

    @Param({"INT", "COMPOSITE", "TEXT"})
    public String key;

    @Param({"4", "30"})
    public int columns;

    private final List<RawEvent> events = new ArrayList<>();
    private GroupEvents group;
    private long told;

    @Setup
    public void events() {
        WideTable table = new WideTable(WideTable.Key.valueOf(key), columns, columns > 4 ? 55 : 20);
        int type = switch (kind) {
            case "WRITE" -> EventTypes.WRITE_ROWS;
            case "UPDATE" -> EventTypes.UPDATE_ROWS;
            default -> EventTypes.DELETE_ROWS;
        };
        int each = columns > 4 ? (type == EventTypes.UPDATE_ROWS ? 4 : 8) : 100;
        events.add(table.map("t"));
        for (int row = 0; row < ROWS; row += each) {
            events.add(table.rows(type, row, each));
        }
        events.add(new RawEvent(EventTypes.XID, 0, 0, new byte[8]));
        group = Streams.of(
                table,
                change ->
                        told += change instanceof Change.Rows rows ? rows.keys().size() : 0);
    }

    @Benchmark
    @OperationsPerInvocation(ROWS)
    public long rows() {
        events.forEach(group::accept);
        return told;
    }
}
