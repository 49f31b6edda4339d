// SPDX-License-Identifier: Apache-2.0
package dev.osc.bench;

import java.util.List;

/** Who rebuilds the table. The first of a product is the one that the others are measured by. */
enum Contestant {
    COPY("MySQL ALGORITHM=COPY"),
    INPLACE("MySQL ALGORITHM=INPLACE"),
    REWRITE("PostgreSQL rewrite"),
    CREATE_AS("CREATE TABLE AS, indexes"),
    /** Leaves the column's type as it is: it can change none. */
    PG_REPACK("pg_repack, no change"),
    OSC("osc, idle server"),
    OSC_UNDER_LOAD("osc, under load");

    static final List<Contestant> OF_MYSQL = List.of(COPY, INPLACE, OSC, OSC_UNDER_LOAD);
    static final List<Contestant> OF_POSTGRESQL = List.of(REWRITE, CREATE_AS, PG_REPACK, OSC, OSC_UNDER_LOAD);

    private final String title;

    Contestant(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }
}
