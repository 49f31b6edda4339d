// SPDX-License-Identifier: Apache-2.0
package dev.osc.replication.mysql;

import dev.osc.replication.binlog.Gtids;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A set of MySQL's transaction identifiers, {@code uuid:1-5:7,uuid2:1} (manual, "GTID Format and Storage"). Immutable. Tagged
 * identifiers (8.3 and newer) are not supported.
 */
final class GtidSet implements Gtids {

    /** Both ends belong to it. */
    private record Interval(long first, long last) {
        @Override
        public String toString() {
            return first == last ? Long.toString(first) : first + "-" + last;
        }
    }

    private static final Pattern TAG = Pattern.compile(":\\s*[a-z_]", Pattern.CASE_INSENSITIVE);

    static final GtidSet EMPTY = new GtidSet(new TreeMap<>());

    /** Intervals ascending, with at least one number missing between two. */
    private final SortedMap<String, List<Interval>> intervals;

    private GtidSet(SortedMap<String, List<Interval>> intervals) {
        this.intervals = intervals;
    }

    /** Whether a set as the server writes it holds identifiers with a tag: a tag begins with a letter or underscore. */
    static boolean tagged(String text) {
        return TAG.matcher(text).find();
    }

    /** @throws IllegalArgumentException when it is no set of untagged identifiers */
    static GtidSet parse(String text) {
        GtidSet set = EMPTY;
        String compact = text.replaceAll("\\s", "");
        if (compact.isEmpty()) {
            return set;
        }
        for (String member : compact.split(",")) {
            String[] parts = member.split(":");
            if (parts.length < 2) {
                throw new IllegalArgumentException("not a GTID set: " + text);
            }
            for (int i = 1; i < parts.length; i++) {
                set = set.plus(parts[0].toLowerCase(Locale.ROOT), interval(parts[i]));
            }
        }
        return set;
    }

    private static Interval interval(String text) {
        if (text.isEmpty() || !Character.isDigit(text.charAt(0))) {
            throw new IllegalArgumentException("tagged GTIDs are not supported (tag " + text + ")");
        }
        int dash = text.indexOf('-');
        return dash < 0
                ? new Interval(Long.parseLong(text), Long.parseLong(text))
                : new Interval(Long.parseLong(text.substring(0, dash)), Long.parseLong(text.substring(dash + 1)));
    }

    GtidSet plus(String uuid, long number) {
        return plus(uuid, new Interval(number, number));
    }

    private GtidSet plus(String uuid, Interval more) {
        List<Interval> merged = new ArrayList<>();
        Interval grown = more;
        for (Interval old : intervals.getOrDefault(uuid, List.of())) {
            if (old.last() + 1 < grown.first()) {
                merged.add(old);
            } else if (grown.last() + 1 < old.first()) {
                merged.add(grown);
                grown = old;
            } else {
                grown = new Interval(Math.min(old.first(), grown.first()), Math.max(old.last(), grown.last()));
            }
        }
        merged.add(grown);
        TreeMap<String, List<Interval>> next = new TreeMap<>(intervals);
        next.put(uuid, List.copyOf(merged));
        return new GtidSet(next);
    }

    @Override
    public String text() {
        return intervals.entrySet().stream().map(GtidSet::text).collect(Collectors.joining(","));
    }

    private static String text(Map.Entry<String, List<Interval>> member) {
        return member.getKey() + member.getValue().stream().map(i -> ":" + i).collect(Collectors.joining());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof GtidSet that && intervals.equals(that.intervals);
    }

    @Override
    public int hashCode() {
        return intervals.hashCode();
    }

    @Override
    public String toString() {
        return text();
    }
}
