// SPDX-License-Identifier: Apache-2.0
package dev.osc.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Keys come back as they were put in, through text too; damaged text is refused or another key, and never more than it holds. */
final class KeyTupleFuzzTest {

    private static final long SEED = Long.getLong("osc.fuzz.seed", 20_261_121L);
    private static final int ROUNDS = Integer.getInteger("osc.fuzz.rounds", 50_000);

    private static final List<KeyKind> KINDS = List.of(KeyKind.values());

    private static KeyShape shape(SplittableRandom random) {
        List<KeyShape.Part> parts = new ArrayList<>();
        for (int i = random.nextInt(1, 5); i > 0; i--) {
            KeyKind kind = KINDS.get(random.nextInt(KINDS.size()));
            Column column = new Column("k" + i, i, new ColumnType("any", "any", null, null), false, false, false);
            parts.add(new KeyShape.Part(column, "k" + i, kind, false));
        }
        return new KeyShape("k", parts);
    }

    private static boolean number(KeyShape.Part part) {
        return part.kind() == KeyKind.SIGNED || part.kind() == KeyKind.UNSIGNED;
    }

    @Test
    void comeBackAsTheyWere() {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int round = 0; round < ROUNDS; round++) {
            KeyShape shape = shape(random);
            KeyTuple.Builder builder = KeyTuple.builder();
            List<Object> values = new ArrayList<>();
            for (KeyShape.Part part : shape.parts()) {
                if (number(part)) {
                    values.add(random.nextLong());
                    builder.add((long) values.getLast());
                } else {
                    byte[] bytes = new byte[random.nextInt(40)];
                    random.nextBytes(bytes);
                    values.add(bytes);
                    builder.add(bytes);
                }
            }
            KeyTuple key = KeyTuple.parse(builder.build().text());

            assertThat(key).isEqualTo(builder.build()).hasSameHashCodeAs(builder.build());
            assertThat(shape.fits(key)).isTrue();
            KeyTuple.Reader reader = key.read();
            for (int i = 0; i < values.size(); i++) {
                Object back = number(shape.parts().get(i)) ? (Object) reader.nextLong() : reader.nextBytes();
                assertThat(back).isEqualTo(values.get(i));
            }
        }
    }

    @Test
    void damagedOnesFitOrDoNot() {
        SplittableRandom random = new SplittableRandom(SEED);
        int fitting = 0;
        for (int round = 0; round < ROUNDS; round++) {
            KeyShape shape = shape(random);
            byte[] bytes = new byte[random.nextInt(30)];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] =
                        (byte) (random.nextInt(3) == 0 ? random.nextInt(256) : random.nextInt(2) * random.nextInt(9));
            }
            KeyTuple key = KeyTuple.parse(HexFormat.of().formatHex(bytes));
            boolean fits = shape.fits(key);
            fitting += fits ? 1 : 0;

            KeyTuple.Reader reader = key.read();
            try {
                for (KeyShape.Part part : shape.parts()) {
                    Object value = number(part) ? (Object) reader.nextLong() : reader.nextBytes();
                    assertThat(value).isNotNull();
                }
            } catch (IllegalArgumentException e) {
                assertThat(fits).isFalse();
            }
        }
        assertThat(fitting).isPositive();
    }
}
