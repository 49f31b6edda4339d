// SPDX-License-Identifier: Apache-2.0
package dev.osc.bench.peer;

import java.util.ArrayList;
import java.util.List;

/** pg_repack: it changes nothing, it only packs the table anew; by a trigger. It compares nothing before its swap. */
public final class PgRepack implements Peer {

    public static final String NAME = "pg_repack";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String title() {
        return "pg_repack (no change)";
    }

    @Override
    public List<String> arguments(Installed installed, Place place, boolean tuned) {
        List<String> arguments = new ArrayList<>(List.of(
                "--host=" + place.host(),
                "--port=" + place.port(),
                "--username=" + place.user(),
                "--dbname=" + place.database(),
                "--table=" + place.table()));
        if (tuned) {
            arguments.add("--jobs=" + place.processors());
        }
        return arguments;
    }

    @Override
    public List<String> before() {
        return List.of("CREATE EXTENSION IF NOT EXISTS pg_repack");
    }

    /** Its trigger and its tables go with the extension. */
    @Override
    public List<String> leftovers() {
        return List.of("DROP EXTENSION IF EXISTS pg_repack CASCADE");
    }
}
