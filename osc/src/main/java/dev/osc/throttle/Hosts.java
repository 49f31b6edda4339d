// SPDX-License-Identifier: Apache-2.0
package dev.osc.throttle;

import dev.osc.config.ServerAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Servers: {@code replica1,replica2:3307,[::1]:3308}.
 *
 * @param all in the order in which they were named, each once
 */
public record Hosts(List<Host> all) {

    public static final Hosts NONE = new Hosts(List.of());

    /**
     * @param port 0: the same as that of the server that is changed
     */
    public record Host(String name, int port) {

        @Override
        public String toString() {
            String typed = name.contains(":") ? "[" + name + "]" : name;
            return port == 0 ? typed : typed + ":" + port;
        }
    }

    public Hosts {
        all = List.copyOf(all);
    }

    /** @throws IllegalArgumentException with a sentence for who typed it */
    public static Hosts parse(String text) {
        List<Host> found = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            Host host = host(part.strip());
            if (!found.contains(host)) {
                found.add(host);
            }
        }
        return new Hosts(found);
    }

    private static Host host(String text) {
        boolean bracketed = text.startsWith("[") && text.contains("]");
        String name = bracketed ? text.substring(1, text.indexOf(']')) : text.replaceFirst(":[^:]*$", "");
        // an address of version 6 needs its brackets: its last part would be taken for a port
        boolean ambiguous = !bracketed && name.contains(":");
        String rest = bracketed ? text.substring(text.indexOf(']') + 1) : text.substring(name.length());
        if (ambiguous || !ServerAddress.isHost(name) || !(rest.isEmpty() || rest.matches(":\\d{1,5}"))) {
            throw new IllegalArgumentException("'" + text + "' is no host or host:port");
        }
        int port = rest.isEmpty() ? 0 : Integer.parseInt(rest.substring(1));
        if (port > 65_535 || (port == 0 && !rest.isEmpty())) {
            throw new IllegalArgumentException("'" + text + "' names no port: they go from 1 to 65535");
        }
        return new Host(name, port);
    }

    /** As it is typed. */
    @Override
    public String toString() {
        return all.stream().map(Host::toString).collect(Collectors.joining(","));
    }
}
