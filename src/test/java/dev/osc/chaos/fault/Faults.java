// SPDX-License-Identifier: Apache-2.0
package dev.osc.chaos.fault;

import dev.osc.chaos.fault.load.BigTransaction;
import dev.osc.chaos.fault.load.DeadlockStorm;
import dev.osc.chaos.fault.load.ForeignDdl;
import dev.osc.chaos.fault.load.LockHolders;
import dev.osc.chaos.fault.load.StatementLogged;
import dev.osc.chaos.net.TcpProxy.Way;
import dev.osc.chaos.scene.Fault;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** Every fault, in the order of the table. */
public final class Faults {

    private static final List<Fault> ALL = List.of(
            new Signalled("kill", "KILL", "kill -9 of osc, at every step in turn"),
            new Signalled("term", "TERM", "SIGTERM to osc, at every step in turn"),
            new Undoing(),
            new Stopped(),
            new SmallHeap(),
            new KilledSessions(),
            new ServerKilled(),
            new NoConnections(),
            new PurgedLog(),
            new DiskFull(),
            new StalledCommits(),
            new Network(
                    "cut", "connections break, and none can be made for 2 s", Way.CLOSED, Duration.ofSeconds(2), false),
            new Network("hole", "nothing passes for 8 s, then all comes", Way.BLACK_HOLE, Duration.ofSeconds(8), false),
            new Network("slow", "40 ms more for whatever passes, for 5 s", Way.SLOW, Duration.ofSeconds(5), false),
            new Network(
                    "half",
                    "what the server says does not arrive for 5 s, then connections break",
                    Way.HALF_OPEN,
                    Duration.ofSeconds(5),
                    true),
            new FlippedBit(),
            new DeadlockStorm(),
            new LockHolders(),
            new BigTransaction(),
            new ForeignDdl(),
            new StatementLogged());

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
