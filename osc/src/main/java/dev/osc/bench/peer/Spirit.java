// SPDX-License-Identifier: Apache-2.0
package dev.osc.bench.peer;

import java.util.ArrayList;
import java.util.List;

/** spirit. It compares both tables before its swap, as osc does. */
final class Spirit implements Peer {

    @Override
    public String name() {
        return "spirit";
    }

    @Override
    public List<String> helpArguments() {
        return List.of("migrate", "--help");
    }

    @Override
    public List<String> arguments(Installed installed, Place place, boolean tuned) {
        List<String> arguments = new ArrayList<>(List.of(
                "migrate",
                "--host=" + place.host() + ":" + place.port(),
                "--username=" + place.user(),
                "--password=",
                "--database=" + place.database(),
                "--table=" + place.table(),
                "--alter=" + place.alter(),
                "--tls-mode=DISABLED",
                // it asks before 8.0.16 for a function that is not there yet; nobody here is in its way for long
                "--skip-force-kill"));
        if (tuned) {
            int threads = Math.max(4, 2 * place.processors());
            // versions differ in what can be set
            List.of("--threads=" + threads, "--write-threads=" + threads, "--target-chunk-time=2s").stream()
                    .filter(option -> installed.knows(option.substring(0, option.indexOf('='))))
                    .forEach(arguments::add);
        }
        return arguments;
    }

    @Override
    public List<String> leftovers() {
        return List.of("DROP TABLE IF EXISTS _sbtest1_new, _sbtest1_old, _sbtest1_chkpnt, _spirit_sentinel,"
                + " _spirit_checkpoint");
    }
}
