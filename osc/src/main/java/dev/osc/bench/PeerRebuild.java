// SPDX-License-Identifier: Apache-2.0
package dev.osc.bench;

import dev.osc.bench.load.SysbenchTable;
import dev.osc.bench.peer.Installed;
import dev.osc.bench.peer.Peer;
import dev.osc.bench.peer.Place;
import dev.osc.demo.LocalServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Another tool, as a process of its own.
 *
 * @param tuned whether with the options that make it fast here
 * @param alter the change
 * @param limit how long it may take
 */
record PeerRebuild(Peer peer, Installed installed, boolean tuned, String alter, Duration limit) implements Rebuild {

    /** As it takes part: idle or under load. */
    Entry entry(boolean underLoad) {
        String form = tuned ? ", tuned" : "";
        return new Entry(
                new Contestant(
                        peer.name() + (tuned ? "-tuned" : "") + (underLoad ? "-under-load" : ""),
                        peer.title() + form + (underLoad ? ", under load" : ""),
                        Contestant.Kind.PEER,
                        underLoad,
                        installed.version(),
                        String.join(" ", arguments(0, "root"))),
                this);
    }

    @Override
    public Done run(LocalServer server, Connection connection) throws SQLException, InterruptedException {
        tidy(connection);
        Sql.execute(connection, peer.before().toArray(String[]::new));
        List<String> command = new ArrayList<>(List.of(installed.program().toString()));
        command.addAll(arguments(server.port(), server.superuser()));
        return PeerProcess.run(peer.name(), command, limit);
    }

    private List<String> arguments(int port, String user) {
        int processors = Runtime.getRuntime().availableProcessors();
        return peer.arguments(
                installed,
                new Place("127.0.0.1", port, user, SysbenchTable.DATABASE, SysbenchTable.NAME, alter, processors),
                tuned);
    }

    @Override
    public void tidy(Connection connection) throws SQLException {
        Sql.execute(connection, peer.leftovers().toArray(String[]::new));
    }
}
