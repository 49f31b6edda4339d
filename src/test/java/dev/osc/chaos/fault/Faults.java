// SPDX-License-Identifier: Apache-2.0
package dev.osc.chaos.fault;

import dev.osc.chaos.scene.Fault;
import java.util.List;
import java.util.stream.Collectors;

/** Every fault, in the order of the table. */
public final class Faults {

    private static final List<Fault> ALL = List.of(
            new Signalled("kill", "KILL", "kill -9 of osc, at every step in turn"),
            new Signalled("term", "TERM", "SIGTERM to osc, at every step in turn"));

    private Faults() {}

    public static List<Fault> all() {
        return ALL;
    }

    /** @throws IllegalArgumentException when there is none of that name */
    public static Fault named(String name) {
        return ALL.stream()
                .filter(fault -> fault.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no fault is called " + name + "; there are: "
                        + ALL.stream().map(Fault::name).collect(Collectors.joining(", "))));
    }
}
