// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.replication.postgres;

import static dev.osc.it.replication.postgres.SlotStartTest.assertNothingLeft;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.osc.it.servers.OnEachServer;
import dev.osc.it.servers.Product;
import dev.osc.it.servers.ServersOf;
import dev.osc.it.servers.TestSchema;
import dev.osc.replication.StreamException;
import dev.osc.replication.postgres.slot.SlotLeftovers;
import dev.osc.schema.TableName;
import java.sql.Connection;
import java.sql.SQLException;

/** Nothing stays on the server that would hold back its log. */
@ServersOf(Product.POSTGRESQL)
final class ReleaseTest {

    private static final String TABLE = "CREATE TABLE t (id int PRIMARY KEY, v int)";

    @OnEachServer
    void leavesNothing(TestSchema schema) throws SQLException, InterruptedException {
        schema.execute(TABLE);
        Watch watch = Watch.start(schema, "t");
        schema.execute("INSERT INTO t VALUES (1)");
        watch.drain();
        watch.close();
        assertNothingLeft(schema);
        watch.close();
        assertThatThrownBy(() -> watch.source().open(watch.started())).isInstanceOf(StreamException.PositionLost.class);
        Until.isTrue(
                schema,
                "SELECT count(*) = 0 FROM pg_stat_activity WHERE application_name = 'osc stream'"
                        + " AND datname = current_database()");
    }

    /** A process that still serves the stream, or is busy with what nobody will take, is ended. */
    @OnEachServer
    void alsoWhileTheServerIsAtWorkForIt(TestSchema schema) throws SQLException, InterruptedException {
        schema.execute(TABLE);
        Watch watch = Watch.start(schema, "t", Settings.queueBytes(1000));
        schema.execute("INSERT INTO t SELECT i FROM generate_series(1, 300000) i");
        watch.next();
        watch.source().release();
        assertNothingLeft(schema);
        watch.close();
        assertNothingLeft(schema);
    }

    @OnEachServer
    void alsoInAThreadThatWasInterrupted(TestSchema schema) throws SQLException, InterruptedException {
        schema.execute(TABLE);
        Watch watch = Watch.start(schema, "t");
        Thread.currentThread().interrupt();
        watch.close();
        assertThat(Thread.interrupted()).isTrue();
        assertNothingLeft(schema);
    }

    /** Dropping the publication commits, and that waits for no standby. */
    @OnEachServer(options = "max_wal_senders=11")
    void alsoWhereCommitsWaitForAStandby(TestSchema schema) throws SQLException, InterruptedException {
        schema.execute(TABLE);
        try (Stall _ = Stall.begin(schema)) {
            Watch.start(schema, "t").close();
            assertNothingLeft(schema);
        }
    }

    @OnEachServer
    void anotherRunFindsWhatAKilledOneLeft(TestSchema schema) throws SQLException, InterruptedException {
        schema.execute(TABLE, "CREATE TABLE \"T-\" (id int PRIMARY KEY)");
        Watch other = Watch.start(schema, "T-");
        Watch watch = Watch.start(schema, "t");
        watch.abandon();
        try (Connection connection = schema.connect()) {
            assertThat(SlotLeftovers.drop(connection, new TableName("public", "t")))
                    .containsExactly(
                            "dropped the replication slot " + watch.slot(), "dropped the publication " + watch.slot());
            assertThat(SlotLeftovers.drop(connection, new TableName("public", "t")))
                    .isEmpty();
            // the other table's goes on
            schema.execute("INSERT INTO \"T-\" VALUES (1)");
            assertThat(other.drain().keys()).hasSize(1);
            assertThat(SlotLeftovers.drop(connection, new TableName("public", "T-")))
                    .hasSize(2);
        }
        other.abandon();
        assertNothingLeft(schema);
    }
}
