// SPDX-License-Identifier: Apache-2.0
package dev.osc.replication.postgres;

import dev.osc.schema.Column;
import dev.osc.schema.ColumnType;
import dev.osc.schema.KeyKind;
import dev.osc.schema.KeyShape;
import dev.osc.schema.TableName;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
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

/** Rows a second of pgoutput, keys only: a transaction of a thousand updates of wide rows. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class PgOutputBench {

    private static final int ROWS = 1000;
    private static final int COLUMNS = 30;

    @Param({"INT", "TEXT"})
    public String key;

    private final List<ByteBuffer> messages = new ArrayList<>();
    private TableEvents events;
    private long told;

    private interface Writing {
        void to(DataOutputStream out) throws IOException;
    }

    @Setup
    public void messages() {
        boolean text = key.equals("TEXT");
        Column column =
                new Column("c0", 1, new ColumnType(text ? "text" : "bigint", "", null, null), false, false, false);
        KeyShape shape = new KeyShape(
                "t_pkey", List.of(new KeyShape.Part(column, "c0", text ? KeyKind.TEXT : KeyKind.SIGNED, false)));
        events = new TableEvents(
                new StreamedTable(new TableName("s", "t"), shape, null),
                new Lsn(1),
                () -> {},
                new StreamedKeys(1 << 20),
                change -> told++);
        events.accept(message(this::relation));
        messages.add(message(out -> {
            out.write('B');
            out.write(new byte[16]);
            out.writeInt(7);
        }));
        for (int i = 0; i < ROWS; i++) {
            String value = text ? "0187c1a4-5d2e-7cc0-93e7-%012x".formatted(i) : "" + (1_000_000 + i);
            messages.add(message(out -> row(out, value)));
        }
        messages.add(message(out -> {
            out.write('C');
            out.write(new byte[25]);
        }));
    }

    private void relation(DataOutputStream out) throws IOException {
        out.write('R');
        out.writeInt(77);
        out.writeBytes("s\0t\0d");
        out.writeShort(COLUMNS);
        for (int i = 0; i < COLUMNS; i++) {
            out.write(i == 0 ? 1 : 0);
            out.writeBytes("c" + i + "\0");
            out.writeInt(25);
            out.writeInt(-1);
        }
    }

    private static void row(DataOutputStream out, String key) throws IOException {
        out.write('U');
        out.writeInt(77);
        out.write('N');
        out.writeShort(COLUMNS);
        for (int i = 0; i < COLUMNS; i++) {
            byte[] value = i == 0 ? key.getBytes(StandardCharsets.US_ASCII) : new byte[33];
            out.write('t');
            out.writeInt(value.length);
            out.write(value);
        }
    }

    private static ByteBuffer message(Writing writing) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            writing.to(new DataOutputStream(bytes));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return ByteBuffer.wrap(bytes.toByteArray());
    }

    @Benchmark
    @OperationsPerInvocation(ROWS)
    public long rows() {
        for (ByteBuffer message : messages) {
            events.accept(message.rewind());
        }
        return told;
    }
}
