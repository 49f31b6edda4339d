// SPDX-License-Identifier: Apache-2.0
package dev.osc.throttle;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Limits of a server's load: {@code Threads_running=25,Threads_connected=500}, as gh-ost and pt-online-schema-change write them.
 *
 * @param limits none: no limit
 */
public record Loads(List<Limit> limits) {

    public static final Loads NONE = new Loads(List.of());

    /**
     * @param name the server's own
     * @param most what is allowed; one more is too much
     */
    public record Limit(String name, long most) {}

    public Loads {
        limits = List.copyOf(limits);
    }

    /** @throws IllegalArgumentException with a sentence for who typed it */
    public static Loads parse(String text) {
        List<Limit> limits = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            String limit = part.strip();
            if (limit.isEmpty() && text.isBlank()) {
                return NONE;
            }
            if (!limit.matches("[A-Za-z_]\\w{0,63}\\s*=\\s*\\d{1,18}")) {
                throw new IllegalArgumentException("'" + limit + "' is not NAME=NUMBER, such as Threads_running=25");
            }
            String[] sides = limit.split("\\s*=\\s*", 2);
            limits.add(new Limit(sides[0], Long.parseLong(sides[sides.length - 1])));
        }
        return new Loads(limits);
    }

    /** As it is typed. */
    @Override
    public String toString() {
        return limits.stream().map(limit -> limit.name() + "=" + limit.most()).collect(Collectors.joining(","));
    }
}
