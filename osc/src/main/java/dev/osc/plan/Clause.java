// SPDX-License-Identifier: Apache-2.0
package dev.osc.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing that an ALTER does. Names of what the source already has are in the server's spelling, new names in the
 * user's. All names of columns that are dropped, renamed or redefined mean the table as it was before the statement,
 * as they do on the server.
 */
public sealed interface Clause {

    /** A column that the source does not have, even where a dropped or renamed one bore the name. */
    record AddColumn(String name, NewValue value) implements Clause {}

    record DropColumn(String name) implements Clause {}

    /** A new name and nothing else. */
    record RenameColumn(String from, String to) implements Clause {}

    /** A new definition, and possibly a new name ({@code to} equals {@code from} where it has none). */
    record RedefineColumn(String from, String to) implements Clause {}

    /** Only the catalogue's view of a column: its default, its visibility. */
    record AdjustColumn(String name) implements Clause {}

    /**
     * @param name null where the server is to find one; always null for the primary key
     * @param columns the parts that are columns; parts that are expressions are not in it
     */
    record AddKey(KeyType type, @Nullable String name, List<String> columns) implements Clause {
        public AddKey {
            columns = List.copyOf(columns);
        }
    }

    record DropKey(String name) implements Clause {}

    record DropPrimaryKey() implements Clause {}

    record RenameKey(String from, String to) implements Clause {}

    /** Only the catalogue's view of a key: its visibility. */
    record AdjustKey(String name) implements Clause {}

    /** A CHECK constraint on rows; the copy is the first to meet it. */
    record AddCheck() implements Clause {}

    /**
     * A CHECK constraint goes, or is enforced or no longer.
     *
     * @param at where in {@link ParsedAlter#sql} its name is written
     * @param written the name as it is there, quotes and all
     */
    record AlterCheck(String name, int at, String written) implements Clause {}

    /** Every text column gets another character set, other collation, or both. */
    record ConvertText(String charset, @Nullable String collation) implements Clause {}

    /** A table option: its upper-case name and its value as written. */
    record SetOption(String name, String value) implements Clause {}

    /** Other partitions, as written. */
    record Repartition(String what) implements Clause {}

    /** The same table, built anew. */
    record Rebuild() implements Clause {}

    enum KeyType {
        PRIMARY,
        UNIQUE,
        PLAIN,
        FULLTEXT,
        SPATIAL
    }

    /** Where the rows that exist get a new column's value from. */
    enum NewValue {
        /** The server computes it from the row. */
        GENERATED,
        /** The server numbers the rows as they arrive. */
        NUMBERED,
        /** A written default that is the same whenever the row is written: a literal, an expression that calls nothing. */
        DEFAULTED,
        /** A written default that may be another value each time: the clock, a UUID, any function. */
        VOLATILE,
        /** No DEFAULT is written: NULL where the column allows it. */
        NO_DEFAULT
    }
}
