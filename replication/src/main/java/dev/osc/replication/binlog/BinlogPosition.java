// SPDX-License-Identifier: Apache-2.0
package dev.osc.replication.binlog;

import dev.osc.replication.Position;
import org.jspecify.annotations.Nullable;

/**
 * A place in a server's log, by file and offset; with GTIDs also by the transactions before it. File and offset compare;
 * where there are GTIDs, a stream opens by them alone. Not comparable across servers.
 *
 * @param offset of the next event's first byte; beyond 2^32 in a file that one huge transaction has outgrown
 * @param gtids null where the server does not name its transactions
 * @param server id of the server whose file it is; 0 where it is not known. Not part of the text: a later reader goes by GTIDs, or
 *     has seen to it that it is the same server
 */
public record BinlogPosition(
        String file, long offset, @Nullable Gtids gtids, long server) implements Position {

    /** On a server that is not known. */
    public BinlogPosition(String file, long offset, @Nullable Gtids gtids) {
        this(file, offset, gtids, 0);
    }

    /** Where a file's first event begins. */
    public static final long FIRST = 4;

    private static final String GTIDS = ";gtids=";

    /** Reads the GTIDs in the product's own form. */
    public interface GtidParser {
        Gtids parse(String text);
    }

    /** @throws IllegalArgumentException when the text is not a position's */
    public static BinlogPosition parse(String text, GtidParser gtidParser) {
        int semicolon = text.indexOf(GTIDS);
        String place = semicolon < 0 ? text : text.substring(0, semicolon);
        int colon = place.lastIndexOf(':');
        if (colon <= 0) {
            throw new IllegalArgumentException("not a position in a binary log: " + text);
        }
        Gtids gtids = semicolon < 0 ? null : gtidParser.parse(text.substring(semicolon + GTIDS.length()));
        BinlogPosition position =
                new BinlogPosition(place.substring(0, colon), Long.parseLong(place.substring(colon + 1)), gtids);
        // two of them can be compared
        number(position.file());
        return position;
    }

    @Override
    public String text() {
        return file + ":" + offset + (gtids == null ? "" : GTIDS + gtids.text());
    }

    @Override
    public boolean sameLog(Position other) {
        BinlogPosition that = (BinlogPosition) other;
        return that.server == 0 || server == that.server;
    }

    /** By the number at the file's end, not by its letters: after mysql-bin.999999 comes mysql-bin.1000000. */
    @Override
    public int compareTo(Position other) {
        BinlogPosition that = (BinlogPosition) other;
        int byFile = Long.compare(number(file), number(that.file));
        return byFile != 0 ? byFile : Long.compare(offset, that.offset);
    }

    private static long number(String file) {
        return Long.parseLong(file.substring(file.lastIndexOf('.') + 1));
    }

    @Override
    public String toString() {
        return file + ":" + offset;
    }
}
