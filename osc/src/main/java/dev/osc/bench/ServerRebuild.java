// SPDX-License-Identifier: Apache-2.0
package dev.osc.bench;

import dev.osc.demo.LocalServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** The server's own statements, one after the other. */
record ServerRebuild(List<String> statements) implements Rebuild {

    static Entry entry(String id, String title, String how, String... statements) {
        return new Entry(Contestant.ofServer(id, title, how), new ServerRebuild(List.of(statements)));
    }

    @Override
    public Done run(LocalServer server, Connection connection) throws SQLException {
        long began = System.nanoTime();
        Sql.execute(connection, statements.toArray(String[]::new));
        return Done.between(began, System.nanoTime());
    }
}
