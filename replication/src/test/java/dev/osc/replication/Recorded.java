// SPDX-License-Identifier: Apache-2.0
package dev.osc.replication;

import dev.osc.replication.binlog.Connections;
import dev.osc.replication.binlog.event.RawEvent;
import dev.osc.replication.binlog.statement.WatchedTable;
import dev.osc.schema.Column;
import dev.osc.schema.ColumnType;
import dev.osc.schema.KeyKind;
import dev.osc.schema.KeyShape;
import dev.osc.schema.TableName;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

/**
 * Events that a real server sent, and the keys that it held then, from the test resources in {@code recorded}; made by the
 * test RecordEventsTest of the module that tests against servers.
 *
 * @param what the part's name in the file
 * @param keys as {@link dev.osc.schema.KeyTuple#toString} writes them
 */
public record Recorded(String what, WatchedTable table, KeyShape shape, List<RawEvent> events, List<String> keys) {

    /** For what never asks one. */
    public static final Connections NO_SERVER = () -> {
        throw new SQLException("no server here");
    };

    /** The parts of a file, for both servers that were recorded. */
    public static List<Recorded> parts(String file) {
        List<Recorded> parts = new ArrayList<>();
        parts.addAll(read(file + "-5.7.22.txt"));
        parts.addAll(read(file + "-8.0.15.txt"));
        return parts;
    }

    public static List<Recorded> read(String file) {
        List<Recorded> parts = new ArrayList<>();
        for (String line : lines(file)) {
            if (line.startsWith("part|")) {
                parts.add(part(line.split("\\|")));
            } else if (line.startsWith("event ")) {
                parts.getLast().events().add(event(line.split(" ", -1)));
            } else if (line.startsWith("key:")) {
                parts.getLast().keys().add(line);
            }
        }
        return parts;
    }

    private static Recorded part(String[] fields) {
        ColumnType type = new ColumnType(fields[4], fields[5], null, null);
        Column column = new Column("k", Integer.parseInt(fields[3]), type, false, false, false);
        KeyShape shape =
                new KeyShape("PRIMARY", List.of(new KeyShape.Part(column, "k", KeyKind.valueOf(fields[6]), false)));
        WatchedTable table = new WatchedTable(new TableName(fields[2], "t"), false);
        return new Recorded(fields[1], table, shape, new ArrayList<>(), new ArrayList<>());
    }

    private static RawEvent event(String[] fields) {
        return new RawEvent(
                Integer.parseInt(fields[1]),
                Integer.parseInt(fields[2]),
                Long.parseLong(fields[3]),
                HexFormat.of().parseHex(fields[4]));
    }

    @Override
    public String toString() {
        return what;
    }

    private static List<String> lines(String file) {
        try (InputStream in = Objects.requireNonNull(Recorded.class.getResourceAsStream("/recorded/" + file), file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
