// SPDX-License-Identifier: Apache-2.0
package dev.osc.replication.binlog.group;

import com.github.shyiko.mysql.binlog.event.Event;
import com.github.shyiko.mysql.binlog.event.deserialization.ChecksumType;
import com.github.shyiko.mysql.binlog.io.ByteArrayInputStream;
import dev.osc.replication.binlog.event.EventFraming;
import dev.osc.replication.binlog.event.EventTypes;
import dev.osc.replication.binlog.event.RawEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;
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

/** Events of 8 KB a second, cut from the connection's bytes with checksums: of another table (osc's own writes), or of the watched one. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class FramingBench {

    private static final int EVENTS = 1000;

    @Param({"t_osc_new", "t"})
    public String table;

    private byte[] log;
    private GroupEvents group;
    private EventFraming framing;

    @Setup
    public void log() {
        WideTable wide = new WideTable(WideTable.Key.INT, 30, 55);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(framed(wide.map(table)));
        for (int i = 0; i < EVENTS; i++) {
            bytes.writeBytes(framed(wide.rows(EventTypes.WRITE_ROWS, i, 8)));
        }
        bytes.writeBytes(framed(new RawEvent(EventTypes.XID, 0, 0, new byte[8])));
        log = bytes.toByteArray();
        group = Streams.of(wide, change -> {});
        framing = new EventFraming(group::passesOver);
        framing.setChecksumType(ChecksumType.CRC32);
    }

    private static byte[] framed(RawEvent event) {
        int length = 19 + event.body().length + 4;
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putInt(0)
                .put((byte) event.type())
                .putInt(1)
                .putInt(length)
                .putInt(0)
                .putShort((short) 0);
        bytes.put(event.body());
        CRC32 crc = new CRC32();
        crc.update(bytes.array(), 0, length - 4);
        return bytes.putInt((int) crc.getValue()).array();
    }

    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public void events() throws IOException {
        ByteArrayInputStream in = new ByteArrayInputStream(new java.io.ByteArrayInputStream(log));
        for (int i = 0; i < EVENTS + 2; i++) {
            Event event = framing.nextEvent(in);
            group.accept(event.<EventFraming.Framed>getData().event());
        }
    }
}
