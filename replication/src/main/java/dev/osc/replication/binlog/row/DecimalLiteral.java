// SPDX-License-Identifier: Apache-2.0
package dev.osc.replication.binlog.row;

/**
 * MySQL's packed DECIMAL to the literal that {@code CAST(column AS CHAR)} gives: nine digits in four bytes, fewer in fewer,
 * both sides of the point; the first bit inverted, all bits inverted when negative (server: {@code decimal2bin}).
 */
final class DecimalLiteral {

    private static final int DIGITS = 9;
    private static final int[] BYTES = {0, 1, 1, 2, 2, 3, 3, 4, 4, 4};

    private DecimalLiteral() {}

    static int length(int precision, int scale) {
        int whole = precision - scale;
        if (whole < 0 || precision < 1) {
            throw new Undecodable("a DECIMAL(" + precision + "," + scale + ")");
        }
        return whole / DIGITS * 4 + BYTES[whole % DIGITS] + scale / DIGITS * 4 + BYTES[scale % DIGITS];
    }

    /** @param zeroFill whether the column is ZEROFILL: the server then shows all of the whole part's digits */
    static String read(Bytes in, int precision, int scale, boolean zeroFill) {
        byte[] value = in.take(length(precision, scale));
        boolean negative = (value[0] & 0x80) == 0;
        value[0] ^= (byte) 0x80;
        if (negative) {
            for (int i = 0; i < value.length; i++) {
                value[i] = (byte) ~value[i];
            }
        }
        Bytes packed = new Bytes(value);
        int wholeDigits = precision - scale;
        StringBuilder whole = new StringBuilder();
        append(whole, packed, wholeDigits % DIGITS);
        for (int i = 0; i < wholeDigits / DIGITS; i++) {
            append(whole, packed, DIGITS);
        }
        StringBuilder fraction = new StringBuilder();
        for (int i = 0; i < scale / DIGITS; i++) {
            append(fraction, packed, DIGITS);
        }
        append(fraction, packed, scale % DIGITS);
        if (!zeroFill) {
            stripLeadingZeros(whole);
        }
        return (negative ? "-" : "") + (whole.isEmpty() ? "0" : whole) + (scale == 0 ? "" : "." + fraction);
    }

    private static void append(StringBuilder digits, Bytes packed, int count) {
        if (count == 0) {
            return;
        }
        String group = Long.toString(packed.bigEndian(BYTES[count]));
        if (group.length() > count) {
            throw new Undecodable("a DECIMAL with " + group + " where " + count + " digits fit");
        }
        digits.repeat('0', count - group.length()).append(group);
    }

    private static void stripLeadingZeros(StringBuilder whole) {
        int zeros = 0;
        while (zeros < whole.length() && whole.charAt(zeros) == '0') {
            zeros++;
        }
        whole.delete(0, zeros);
    }
}
