// SPDX-License-Identifier: Apache-2.0
package dev.osc.bench.peer;

import java.util.ArrayList;
import java.util.List;

/** pg-osc: by a trigger and a log table. It compares nothing before its swap. */
final class PgOsc implements Peer {

    @Override
    public String name() {
        return "pg-osc";
    }

    @Override
    public List<String> arguments(Installed installed, Place place, boolean tuned) {
        List<String> arguments = new ArrayList<>(List.of(
                "perform",
                "--alter-statement=ALTER TABLE " + place.table() + " " + place.alter(),
                "--dbname=" + place.database(),
                "--host=" + place.host(),
                "--port=" + place.port(),
                "--username=" + place.user(),
                "--drop"));
        if (tuned) {
            // its own advice for a table that is written much
            arguments.addAll(List.of("--pull-batch-count=2000", "--delta-count=500"));
        }
        return arguments;
    }

    @Override
    public List<String> leftovers() {
        return List.of(
                "DROP TABLE IF EXISTS pgosc_op_table_sbtest1 CASCADE",
                "DROP FUNCTION IF EXISTS primary_to_audit_table_trigger CASCADE");
    }
}
