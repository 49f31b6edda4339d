// SPDX-License-Identifier: Apache-2.0
package dev.osc.bench;

import dev.osc.bench.load.SysbenchSql;
import dev.osc.bench.peer.PgRepack;
import dev.osc.demo.LocalPostgres;
import dev.osc.demo.LocalServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * PostgreSQL.
 *
 * @param home the server's, with its programs in {@code bin}
 * @param relaxed whether commits need not wait for the disk
 */
public record PostgresGround(Path home, boolean relaxed) implements Ground {

    static final String REWRITE = "rewrite";

    private static final String TO_BIGINT = "ALTER COLUMN k TYPE bigint";

    @Override
    public LocalServer start() {
        return LocalPostgres.startTemporary(
                home,
                Map.of(
                        "shared_buffers", "2GB",
                        "max_wal_size", "8GB",
                        "fsync", "on",
                        "synchronous_commit", relaxed ? "off" : "on"));
    }

    /** pg_repack's program, where it is installed beside the server. */
    Optional<Path> repack() {
        return Optional.of(home.resolve("bin").resolve(PgRepack.NAME)).filter(Files::isExecutable);
    }

    @Override
    public SysbenchSql sql() {
        return SysbenchSql.POSTGRESQL;
    }

    @Override
    public String alter() {
        return TO_BIGINT;
    }

    @Override
    public String fileOfTable() {
        return "SELECT pg_relation_filenode('sbtest1')";
    }

    /** The server's own ways, the measure of all first; the second is what people do by hand where nobody writes. */
    static List<Entry> own() {
        return List.of(
                ServerRebuild.entry(REWRITE, "PostgreSQL rewrite", "ALTER TABLE", "ALTER TABLE sbtest1 " + TO_BIGINT),
                ServerRebuild.entry(
                        "create-as",
                        "CREATE TABLE AS, indexes",
                        "by hand",
                        "CREATE TABLE sbtest1_as AS SELECT id, k::bigint AS k, c, pad FROM sbtest1",
                        """
                        ALTER TABLE sbtest1_as ADD PRIMARY KEY (id),
                            ALTER COLUMN k SET DEFAULT 0, ALTER COLUMN k SET NOT NULL,
                            ALTER COLUMN c SET DEFAULT '', ALTER COLUMN c SET NOT NULL,
                            ALTER COLUMN pad SET DEFAULT '', ALTER COLUMN pad SET NOT NULL""",
                        "CREATE INDEX k_1_as ON sbtest1_as (k)",
                        "BEGIN",
                        "DROP TABLE sbtest1",
                        "ALTER TABLE sbtest1_as RENAME TO sbtest1",
                        "ALTER INDEX k_1_as RENAME TO k_1",
                        "ALTER INDEX sbtest1_as_pkey RENAME TO sbtest1_pkey",
                        "COMMIT",
                        "ANALYZE sbtest1"));
    }

    @Override
    public void settle(Connection connection) throws SQLException, InterruptedException {
        Sql.await(connection, "SELECT count(*) = 0 FROM pg_replication_slots");
        // each contestant finds the table fresh, as a rewrite leaves it
        Sql.execute(
                connection,
                "ALTER TABLE sbtest1 ALTER COLUMN k TYPE integer",
                "VACUUM (FREEZE, ANALYZE) sbtest1",
                "CHECKPOINT");
    }

    @Override
    public void clear(Connection connection) throws SQLException {
        Sql.execute(
                connection,
                "DROP EXTENSION IF EXISTS pg_repack CASCADE",
                "DROP SCHEMA public CASCADE",
                "CREATE SCHEMA public");
    }
}
