// SPDX-License-Identifier: Apache-2.0
package dev.osc.demo;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The options of one local server: what osc needs of a server and what a server for a few minutes may do without,
 * overlaid by the caller's. Immutable.
 *
 * @param forLife options that a data directory is made with and keeps for life
 */
record ServerOptions(Map<String, String> values, Set<String> forLife) {

    /** No option of a server's, but of its environment: the machine's time zone as the server is to see it. */
    private static final String ZONE = "tz";

    ServerOptions {
        values = Map.copyOf(values);
        forLife = Set.copyOf(forLife);
    }

    /** @param overlay by name, with - or _; these win */
    ServerOptions with(Map<String, String> overlay) {
        var all = new TreeMap<>(values);
        overlay.forEach((name, value) -> all.put(name.toLowerCase(Locale.ROOT).replace('-', '_'), value));
        return new ServerOptions(all, forLife);
    }

    /** Only what a data directory is initialised with. */
    ServerOptions keptForLife() {
        var kept = new TreeMap<>(values);
        kept.keySet().retainAll(forLife);
        return new ServerOptions(kept, forLife);
    }

    /** As both MySQL's and PostgreSQL's server take them on the command line; sorted. */
    List<String> arguments() {
        return new TreeMap<>(values)
                .entrySet().stream()
                        .filter(option -> !option.getKey().equals(ZONE))
                        .map(option -> "--" + option.getKey() + "=" + option.getValue())
                        .toList();
    }

    /** What the server's environment says beside that of this JVM. */
    Map<String, String> environment() {
        var zone = values.get(ZONE);
        return zone == null ? Map.of() : Map.of("TZ", zone);
    }

    /** The options as part of a file name: empty when there are none. */
    String suffix() {
        return String.join("", arguments()).replace("--", "-");
    }
}
