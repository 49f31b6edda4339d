// SPDX-License-Identifier: Apache-2.0
package dev.osc.bench.peer;

import java.util.ArrayList;
import java.util.List;

/** pt-online-schema-change: by triggers. It compares nothing before its swap, and drops the old table. */
final class PtOnlineSchemaChange implements Peer {

    @Override
    public String name() {
        return "pt-online-schema-change";
    }

    @Override
    public String title() {
        return "pt-osc";
    }

    @Override
    public List<String> arguments(Installed installed, Place place, boolean tuned) {
        List<String> arguments = new ArrayList<>(List.of(
                "--alter=" + place.alter(),
                // it would ask its makers for news
                "--no-version-check",
                // there is no replica, and the words it looks for one with are unknown to newer servers
                "--recursion-method=none",
                "--no-check-replication-filters"));
        if (tuned) {
            arguments.addAll(List.of(
                    "--max-load=Threads_running=1000",
                    "--critical-load=Threads_running=2000",
                    "--chunk-size=10000",
                    "--chunk-time=2",
                    "--no-check-plan",
                    "--no-analyze-before-swap"));
        }
        arguments.add("--execute");
        arguments.add("h=%s,P=%d,u=%s,D=%s,t=%s"
                .formatted(place.host(), place.port(), place.user(), place.database(), place.table()));
        return arguments;
    }

    @Override
    public List<String> leftovers() {
        return List.of(
                "DROP TRIGGER IF EXISTS pt_osc_sbtest_sbtest1_ins",
                "DROP TRIGGER IF EXISTS pt_osc_sbtest_sbtest1_upd",
                "DROP TRIGGER IF EXISTS pt_osc_sbtest_sbtest1_del",
                "DROP TABLE IF EXISTS _sbtest1_new, _sbtest1_old");
    }
}
