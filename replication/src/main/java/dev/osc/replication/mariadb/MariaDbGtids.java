// SPDX-License-Identifier: Apache-2.0
package dev.osc.replication.mariadb;

import dev.osc.replication.binlog.Gtids;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The last group of each domain, {@code 0-1-270,3-1-9} (manual, "Global Transaction ID"). Immutable. */
record MariaDbGtids(SortedMap<Long, MariaDbGtid> last) implements Gtids {

    private static final Pattern GTID = Pattern.compile("(\\d+)-(\\d+)-(\\d+)");

    /** @throws IllegalArgumentException when it is not a list of such identifiers */
    static MariaDbGtids parse(String text) {
        SortedMap<Long, MariaDbGtid> last = new TreeMap<>();
        String compact = text.replaceAll("\\s", "");
        if (!compact.isEmpty()) {
            for (String member : compact.split(",", -1)) {
                Matcher gtid = GTID.matcher(member);
                if (!gtid.matches()) {
                    throw new IllegalArgumentException("not a list of MariaDB's GTIDs: " + text);
                }
                long domain = Long.parseLong(gtid.group(1));
                last.put(
                        domain,
                        new MariaDbGtid(domain, Long.parseLong(gtid.group(2)), Long.parseUnsignedLong(gtid.group(3))));
            }
        }
        return new MariaDbGtids(last);
    }

    MariaDbGtids plus(MariaDbGtid gtid) {
        SortedMap<Long, MariaDbGtid> next = new TreeMap<>(last);
        next.put(gtid.domain(), gtid);
        return new MariaDbGtids(next);
    }

    boolean isEmpty() {
        return last.isEmpty();
    }

    /** Whether all of these are among the other ones, or before them. */
    boolean within(MariaDbGtids other) {
        for (Map.Entry<Long, MariaDbGtid> each : last.entrySet()) {
            MariaDbGtid there = other.last.get(each.getKey());
            if (there == null
                    || Long.compareUnsigned(there.number(), each.getValue().number()) < 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String text() {
        return last.values().stream().map(MariaDbGtid::text).collect(Collectors.joining(","));
    }

    @Override
    public String toString() {
        return text();
    }
}
