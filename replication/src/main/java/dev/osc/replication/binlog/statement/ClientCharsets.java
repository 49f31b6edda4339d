// SPDX-License-Identifier: Apache-2.0
package dev.osc.replication.binlog.statement;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * The character set that a statement was written in, by the number of its default collation, which is what a session's
 * character_set_client is logged as (manual, SHOW COLLATION). The multi-byte ones matter most: their second bytes may look
 * like quotes and backslashes. Anything else is read byte by byte, which leaves ASCII names what they are.
 */
final class ClientCharsets {

    private ClientCharsets() {}

    static Charset ofCollation(int collation) {
        return switch (collation) {
            case 33, 45, 46, 76, 83, 255 -> StandardCharsets.UTF_8;
            case 1, 84 -> named("Big5");
            case 12, 91, 97, 98 -> named("EUC-JP");
            case 13, 88 -> named("Shift_JIS");
            case 95, 96 -> named("windows-31j");
            case 19, 85 -> named("EUC-KR");
            case 24, 86 -> named("GB2312");
            case 28, 87 -> named("GBK");
            case 248, 249, 250 -> named("GB18030");
            case 14, 23, 50, 51, 52 -> named("windows-1251");
            case 26, 34, 44, 66, 99 -> named("windows-1250");
            case 7, 74 -> named("KOI8-R");
            case 9, 2, 21, 27, 77 -> named("ISO-8859-2");
            case 25, 70 -> named("ISO-8859-7");
            case 30, 78 -> named("ISO-8859-9");
            case 5, 8, 15, 31, 47, 48, 49, 94 -> named("windows-1252");
            default ->
                (collation >= 192 && collation <= 247) || collation > 255
                        ? StandardCharsets.UTF_8
                        : StandardCharsets.ISO_8859_1;
        };
    }

    /** A slim Java runtime may lack the extended character sets. */
    private static Charset named(String name) {
        return Charset.forName(name, StandardCharsets.ISO_8859_1);
    }
}
