// SPDX-License-Identifier: Apache-2.0
package dev.osc.bench;

import dev.osc.bench.load.SysbenchTable;
import dev.osc.demo.LocalServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * osc, as users run it.
 *
 * @param alter the change
 * @param options more options for {@code osc run}
 */
record OscRebuild(String alter, List<String> options) implements Rebuild {

    /** What its log says where the indexes are built after the copy. */
    private static final String LEFT_OFF = "left off until all is copied";

    static Entry entry(String id, String title, boolean underLoad, String alter, List<String> options) {
        String how = String.join(" ", options);
        return new Entry(Contestant.ofOsc(id, title, underLoad, how), new OscRebuild(alter, List.copyOf(options)));
    }

    @Override
    public Done run(LocalServer server, Connection connection) throws InterruptedException {
        String url = server.url() + "/" + SysbenchTable.DATABASE + "?ssl-mode=DISABLED";
        OscProcess.Ran ran = OscProcess.run(url, alter, options);
        boolean deferred = ran.phases().keySet().stream().anyMatch(message -> message.startsWith(LEFT_OFF));
        return new Done(
                ran.began(),
                ran.ended(),
                OptionalLong.of(ran.phase("cut-over")),
                OptionalDouble.of((ran.phase("catch-up") - ran.phase("copy")) / 1e9),
                Optional.of(ran.use()),
                deferred ? "indexes deferred" : "indexes kept");
    }

    /** The table that osc kept is there exactly when it built a shadow. */
    @Override
    public void tidy(Connection connection) throws SQLException {
        SysbenchTable.dropRetired(connection);
    }
}
