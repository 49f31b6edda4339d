// SPDX-License-Identifier: Apache-2.0
package dev.osc.replay;

import dev.osc.schema.KeyKind;
import dev.osc.schema.KeyShape;
import dev.osc.schema.KeyTuple;
import java.sql.Connection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/** Places integer keys without a query: their order is the same everywhere. */
public final class ClientPlacer implements Placer {

    private final Comparator<KeyTuple> order;

    /** @throws IllegalArgumentException when the key is not one the client may order */
    public ClientPlacer(KeyShape key) {
        if (!key.clientOrdered()) {
            throw new IllegalArgumentException("the client may not order " + key.keyName());
        }
        List<KeyKind> kinds = key.parts().stream().map(KeyShape.Part::kind).toList();
        this.order = kinds.equals(List.of(KeyKind.SIGNED))
                ? (left, right) -> Long.compare(left.number(), right.number())
                : (left, right) -> compare(kinds, left, right);
    }

    private static int compare(List<KeyKind> kinds, KeyTuple left, KeyTuple right) {
        KeyTuple.Reader a = left.read();
        KeyTuple.Reader b = right.read();
        for (KeyKind kind : kinds) {
            int sign = kind == KeyKind.SIGNED
                    ? Long.compare(a.nextLong(), b.nextLong())
                    : Long.compareUnsigned(a.nextLong(), b.nextLong());
            if (sign != 0) {
                return sign;
            }
        }
        return 0;
    }

    @Override
    public int[] place(Connection connection, List<KeyTuple> keys, List<KeyTuple> bounds) {
        return keys.stream().mapToInt(key -> below(key, bounds)).toArray();
    }

    private int below(KeyTuple key, List<KeyTuple> bounds) {
        int found = Collections.binarySearch(bounds, key, order);
        return found >= 0 ? found : -found - 1;
    }
}
