// SPDX-License-Identifier: Apache-2.0
package dev.osc.schema;

/** How a key column's values are held in a {@link KeyTuple}, and whether the client may order them. */
public enum KeyKind {
    /** A signed integer of up to 64 bits. The client orders it as the server does. */
    SIGNED(true),
    /**
     * An unsigned integer of up to 64 bits; also the ordinal of an ENUM, the bits of a SET or a BIT, a YEAR. Ordered by the
     * client.
     */
    UNSIGNED(true),
    /** Characters, as bytes in the column's own character set. Ordered and compared only by the server. */
    TEXT(false),
    /** Bytes, padded to the column's length where the type is fixed-length. */
    BYTES(false),
    /** A value in the server's own literal form, ASCII: a decimal, a date, a time. */
    LITERAL(false);

    private final boolean clientOrdered;

    KeyKind(boolean clientOrdered) {
        this.clientOrdered = clientOrdered;
    }

    public boolean clientOrdered() {
        return clientOrdered;
    }
}
