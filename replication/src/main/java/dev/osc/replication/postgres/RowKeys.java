// SPDX-License-Identifier: Apache-2.0
package dev.osc.replication.postgres;

import dev.osc.replication.postgres.pgoutput.Message;
import dev.osc.replication.postgres.pgoutput.Tuple;
import dev.osc.replication.postgres.pgoutput.Undecodable;
import dev.osc.schema.KeyKind;
import dev.osc.schema.KeyShape;
import dev.osc.schema.KeyTuple;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keys out of rows, for one shape of a table in the log. Owned by one thread. */
final class RowKeys {

    private final List<KeyShape.Part> parts;
    private final int[] columns;
    private final int width;
    private final KeyTuple.Builder key = KeyTuple.builder();

    private RowKeys(List<KeyShape.Part> parts, int[] columns, int width) {
        this.parts = parts;
        this.columns = columns;
        this.width = width;
    }

    /** Empty where the log does not show all columns of the key. */
    static Optional<RowKeys> of(Message.Relation relation, KeyShape shape) {
        List<String> names =
                relation.attributes().stream().map(Message.Attribute::name).toList();
        int[] columns = shape.parts().stream()
                .mapToInt(part -> names.indexOf(part.column().name()))
                .toArray();
        for (int column : columns) {
            if (column < 0) {
                return Optional.empty();
            }
        }
        return Optional.of(new RowKeys(shape.parts(), columns, names.size()));
    }

    KeyTuple key(Tuple row) {
        return key(row, null);
    }

    /** @param before where a value is found that the row does not repeat: stored out of line, and unchanged */
    KeyTuple key(Tuple row, @Nullable Tuple before) {
        requireWidth(row);
        key.clear();
        for (int i = 0; i < columns.length; i++) {
            int column = columns[i];
            Tuple holder = row;
            if (row.isUnchanged(column) && before != null) {
                requireWidth(before);
                holder = before;
            }
            if (holder.isNull(column) || holder.isUnchanged(column)) {
                throw new Undecodable(
                        "a row without its key column " + parts.get(i).column().name());
            }
            if (parts.get(i).kind() == KeyKind.SIGNED) {
                key.add(holder.integer(column));
            } else {
                key.add(holder.text(column));
            }
        }
        return key.build();
    }

    private void requireWidth(Tuple row) {
        if (row.size() != width) {
            throw new Undecodable("a row of " + row.size() + " values in a table of " + width);
        }
    }
}
