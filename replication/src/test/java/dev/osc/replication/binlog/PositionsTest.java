// SPDX-License-Identifier: Apache-2.0
package dev.osc.replication.binlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.osc.replication.binlog.event.EventTypes;
import dev.osc.replication.binlog.event.RawEvent;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class PositionsTest {

    private static final long GIB = 1L << 30;

    /** Trap 32: by the number, not by the letters. */
    @Test
    void comparesFilesByNumber() {
        assertThat(at("mysql-bin.999999", 900)).isLessThan(at("mysql-bin.1000000", 4));
        assertThat(at("mysql-bin.000009", 900)).isLessThan(at("mysql-bin.000010", 4));
        assertThat(at("a.b.000010", 4)).isLessThan(at("a.b.000010", 5 * GIB));
        assertThat(at("b.000010", 4)).isEqualByComparingTo(at("b.000010", 4));
    }

    @Test
    void readsWhatItWrites() {
        for (BinlogPosition position : new BinlogPosition[] {
            at("mysql-bin.000001", 4), at("od:d.000001", 5 * GIB), named("b.000002", 7, "u:1-5")
        }) {
            BinlogPosition read = BinlogPosition.parse(position.text(), Named::new);
            assertThat(read).isEqualTo(position);
        }
        assertThatThrownBy(() -> BinlogPosition.parse("nothing", Named::new))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** A file may outgrow 4 GiB by a single transaction; its events' offsets wrap, and no request can name what lies beyond. */
    @Test
    void countsOnBeyondFourGib() {
        LogCursor cursor = new LogCursor(at("b.000001", 4 * GIB - 100));
        BinlogPosition before = cursor.boundary();
        cursor.advance(event(EventTypes.WRITE_ROWS, 0, 500));
        assertThat(cursor.end()).isEqualTo(at("b.000001", 4 * GIB + 500));
        cursor.advance(event(EventTypes.XID, 0, 3 * GIB));
        cursor.advance(event(EventTypes.XID, 0, 600));
        assertThat(cursor.end()).isEqualTo(at("b.000001", 8 * GIB + 600));

        cursor.markBoundary();
        assertThat(cursor.boundary()).isEqualTo(before);
        cursor.backToBoundary();
        assertThat(cursor.end()).isEqualTo(before);

        cursor.advance(rotate("b.000002", 4));
        cursor.markBoundary();
        assertThat(cursor.boundary()).isEqualTo(at("b.000002", 4));
    }

    @Test
    void namesAPlaceBeyondFourGibByGtids() {
        LogCursor cursor = new LogCursor(named("b.000001", 4 * GIB - 100, "u:1"));
        cursor.advance(event(EventTypes.XID, 0, 500));
        cursor.gtids(new Named("u:1-2"));
        cursor.markBoundary();
        assertThat(cursor.boundary()).isEqualTo(named("b.000001", 4 * GIB + 500, "u:1-2"));
    }

    @Test
    void doesNotMoveByWhatIsNotInTheFile() {
        LogCursor cursor = new LogCursor(at("b.000001", 900));
        cursor.advance(event(EventTypes.FORMAT_DESCRIPTION, 0, 0));
        cursor.advance(event(EventTypes.FORMAT_DESCRIPTION, 0x20, 123));
        assertThat(cursor.end()).isEqualTo(at("b.000001", 900));
        cursor.advance(heartbeat("b.000001", 950));
        assertThat(cursor.end()).isEqualTo(at("b.000001", 950));
        cursor.advance(heartbeat("b.000002", 2000));
        assertThat(cursor.end()).isEqualTo(at("b.000001", 950));
    }

    private record Named(String text) implements Gtids {}

    private static BinlogPosition at(String file, long offset) {
        return new BinlogPosition(file, offset, null);
    }

    private static BinlogPosition named(String file, long offset, String gtids) {
        return new BinlogPosition(file, offset, new Named(gtids));
    }

    private static RawEvent event(int type, int flags, long next) {
        return new RawEvent(type, flags, next & 0xFFFFFFFFL, new byte[0]);
    }

    private static RawEvent heartbeat(String file, long next) {
        return new RawEvent(EventTypes.HEARTBEAT, 0, next, file.getBytes(StandardCharsets.UTF_8));
    }

    private static RawEvent rotate(String file, long offset) {
        byte[] name = file.getBytes(StandardCharsets.UTF_8);
        byte[] body = ByteBuffer.allocate(8 + name.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(offset)
                .put(name)
                .array();
        return new RawEvent(EventTypes.ROTATE, 0, 0, body);
    }
}
