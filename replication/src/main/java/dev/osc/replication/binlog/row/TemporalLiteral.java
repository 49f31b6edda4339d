// SPDX-License-Identifier: Apache-2.0
package dev.osc.replication.binlog.row;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * MySQL's packed dates and times to the literals that {@code CAST(column AS CHAR)} gives in a session at +00:00. Nothing is
 * normalised: zero dates and zero parts stay what they are. Source: the server's {@code my_time.cc} ({@code
 * my_datetime_packed_from_binary} and its siblings).
 */
final class TemporalLiteral {

    private static final long TIME_OFFSET = 0x800000L;
    private static final long DATETIME_OFFSET = 0x8000000000L;

    private TemporalLiteral() {}

    /** Three bytes: 15 bits year, 4 month, 5 day. */
    static String date(Bytes in) {
        long packed = in.unsigned(3);
        return date(packed >> 9, (packed >> 5) & 15, packed & 31);
    }

    /** Five bytes: sign, 17 bits year × 13 + month, 5 day, 5 hour, 6 minute, 6 second; then the fraction. */
    static String datetime(Bytes in, int digits) {
        long packed = in.bigEndian(5) - DATETIME_OFFSET;
        if (packed < 0) {
            throw new Undecodable("a DATETIME below zero");
        }
        long yearMonth = packed >> 22;
        return date(yearMonth / 13, yearMonth % 13, (packed >> 17) & 31)
                + " "
                + clock((packed >> 12) & 31, (packed >> 6) & 63, packed & 63)
                + fraction(micros(in, digits), digits);
    }

    /** Four bytes of seconds since 1970, UTC; zero is the zero date. */
    static String timestamp(Bytes in, int digits) {
        long seconds = in.bigEndian(4);
        long micros = micros(in, digits);
        if (seconds == 0 && micros == 0) {
            return "0000-00-00 00:00:00" + fraction(0, digits);
        }
        LocalDateTime at = LocalDateTime.ofInstant(Instant.ofEpochSecond(seconds), ZoneOffset.UTC);
        return date(at.getYear(), at.getMonthValue(), at.getDayOfMonth())
                + " "
                + clock(at.getHour(), at.getMinute(), at.getSecond())
                + fraction(micros, digits);
    }

    /**
     * Three bytes offset by 2^23, and a fraction. A negative time counts both downwards, so the two are read as one number:
     * -00:00:00.5 is one second below zero and a half above that.
     */
    static String time(Bytes in, int digits) {
        int fractionBytes = (digits + 1) / 2;
        long fractionBits = fractionBytes * 8L;
        long packed = in.bigEndian(3 + fractionBytes) - (TIME_OFFSET << fractionBits);
        long magnitude = Math.abs(packed);
        long clock = magnitude >> fractionBits;
        long micros = scaleToMicros(magnitude & ((1L << fractionBits) - 1), fractionBytes);
        return (packed < 0 ? "-" : "")
                + clock((clock >> 12) & 1023, (clock >> 6) & 63, clock & 63)
                + fraction(micros, digits);
    }

    private static long micros(Bytes in, int digits) {
        int size = (digits + 1) / 2;
        return size == 0 ? 0 : scaleToMicros(in.bigEndian(size), size);
    }

    /** One byte holds hundredths, two hold ten-thousandths, three hold millionths. */
    private static long scaleToMicros(long value, int size) {
        return switch (size) {
            case 1 -> value * 10_000;
            case 2 -> value * 100;
            default -> value;
        };
    }

    private static String date(long year, long month, long day) {
        return padded(year, 4) + "-" + padded(month, 2) + "-" + padded(day, 2);
    }

    private static String clock(long hour, long minute, long second) {
        return padded(hour, 2) + ":" + padded(minute, 2) + ":" + padded(second, 2);
    }

    private static String fraction(long micros, int digits) {
        return digits == 0 ? "" : "." + padded(micros, 6).substring(0, digits);
    }

    private static String padded(long number, int width) {
        String digits = Long.toString(number);
        return "0".repeat(Math.max(0, width - digits.length())) + digits;
    }
}
