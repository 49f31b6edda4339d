// SPDX-License-Identifier: Apache-2.0
package dev.osc.bench;

import dev.osc.bench.load.BrokenRunException;
import dev.osc.bench.load.SysbenchSql;
import dev.osc.bench.load.SysbenchTable;
import dev.osc.demo.LocalPostgres;
import dev.osc.demo.LocalServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/**
 * PostgreSQL.
 *
 * @param home the server's, with its programs in {@code bin}
 * @param relaxed whether commits need not wait for the disk
 */
public record PostgresGround(Path home, boolean relaxed) implements Ground {

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

    /** Where pg_repack and its extension are installed beside the server. */
    boolean hasRepack() {
        return Files.isExecutable(repack());
    }

    private Path repack() {
        return home.resolve("bin").resolve("pg_repack");
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
    public void rebuild(Contestant contestant, LocalServer server, Connection connection)
            throws SQLException, InterruptedException {
        switch (contestant) {
            case REWRITE -> Sql.execute(connection, "ALTER TABLE sbtest1 " + TO_BIGINT);
            case CREATE_AS -> createAs(connection);
            case PG_REPACK -> repack(server, connection);
            case COPY, INPLACE, OSC, OSC_UNDER_LOAD ->
                throw new IllegalArgumentException(contestant + " is not PostgreSQL's");
        }
    }

    /** As people do it by hand where nobody writes meanwhile. */
    private static void createAs(Connection connection) throws SQLException {
        Sql.execute(
                connection,
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
                "ANALYZE sbtest1");
    }

    private void repack(LocalServer server, Connection connection) throws SQLException, InterruptedException {
        Sql.execute(connection, "CREATE EXTENSION IF NOT EXISTS pg_repack");
        List<String> command = List.of(
                repack().toString(),
                "--host=127.0.0.1",
                "--port=" + server.port(),
                "--username=" + server.superuser(),
                "--dbname=" + SysbenchTable.DATABASE,
                "--table=" + SysbenchTable.NAME);
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new BrokenRunException("pg_repack ended with exit code " + process.exitValue() + ": " + said);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
}
