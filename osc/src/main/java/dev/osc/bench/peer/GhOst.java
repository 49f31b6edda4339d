// SPDX-License-Identifier: Apache-2.0
package dev.osc.bench.peer;

import java.util.ArrayList;
import java.util.List;

/** gh-ost. It compares nothing before its swap. */
final class GhOst implements Peer {

    @Override
    public String name() {
        return "gh-ost";
    }

    @Override
    public List<String> arguments(Installed installed, Place place, boolean tuned) {
        List<String> arguments = new ArrayList<>(List.of(
                "--host=" + place.host(),
                "--port=" + place.port(),
                "--user=" + place.user(),
                "--password=",
                "--database=" + place.database(),
                "--table=" + place.table(),
                "--alter=" + place.alter(),
                // there is no replica to read from
                "--allow-on-master",
                "--assume-rbr",
                "--initially-drop-old-table",
                "--initially-drop-ghost-table",
                "--initially-drop-socket-file",
                "--serve-socket-file=/tmp/osc-bench-gh-ost-" + place.port() + ".sock",
                // none: another's could stop this one
                "--throttle-additional-flag-file="));
        if (tuned) {
            // its own heartbeat comes late when the machine is busy, and would throttle it as a replica's would
            arguments.addAll(List.of("--chunk-size=10000", "--dml-batch-size=100", "--max-lag-millis=60000"));
        }
        arguments.add("--execute");
        return arguments;
    }

    @Override
    public List<String> leftovers() {
        return List.of("DROP TABLE IF EXISTS _sbtest1_del, _sbtest1_gho, _sbtest1_ghc");
    }
}
