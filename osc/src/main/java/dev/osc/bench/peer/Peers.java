// SPDX-License-Identifier: Apache-2.0
package dev.osc.bench.peer;

import java.util.List;

/** All of them. */
public final class Peers {

    public static final List<Peer> OF_MYSQL = List.of(new GhOst(), new Spirit(), new PtOnlineSchemaChange());
    public static final List<Peer> OF_POSTGRESQL = List.of(new PgRepack(), new PgOsc());

    private Peers() {}
}
