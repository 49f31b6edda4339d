// SPDX-License-Identifier: Apache-2.0
package dev.osc.bench.load;

import dev.osc.demo.twins.MySqlTwins;
import dev.osc.demo.twins.PostgresTwins;
import dev.osc.demo.twins.TwinDialect;
import java.util.List;

/**
 * What the table and the load say otherwise on one product than on another.
 *
 * @param session statements of a session before it fills a table in
 * @param create statements before the rows are filled in
 * @param finish statements after that
 * @param digest a number of 32 bits from a row: what {@link RowText#digest} makes of it
 * @param sum of the column k, of a type that the change of k does not change
 * @param driver options of the load's sessions, as the end of a driver's URL
 * @param failures whom a transaction may fail by
 */
public record SysbenchSql(
        List<String> session,
        List<String> create,
        List<String> finish,
        String digest,
        String sum,
        String driver,
        TwinDialect failures) {

    /** Filled without logging: the binary log then holds the contestants' work alone. */
    public static final SysbenchSql MYSQL = new SysbenchSql(
            List.of("SET SESSION sql_log_bin = 0, unique_checks = 0"),
            List.of("""
                    CREATE TABLE sbtest1 (
                        id INT NOT NULL AUTO_INCREMENT, k INT NOT NULL DEFAULT 0,
                        c CHAR(120) NOT NULL DEFAULT '', pad CHAR(60) NOT NULL DEFAULT '', PRIMARY KEY (id))"""),
            List.of("ALTER TABLE sbtest1 ADD KEY k_1 (k)", "ANALYZE TABLE sbtest1"),
            "CAST(CONV(LEFT(SHA2(CONCAT_WS('#', id, k, c, pad), 256), 8), 16, 10) AS UNSIGNED)",
            "SUM(k)",
            "&useServerPrepStmts=true&cachePrepStmts=true&useLocalSessionState=true",
            new MySqlTwins());

    public static final SysbenchSql POSTGRESQL = new SysbenchSql(
            List.of(),
            List.of("""
                    CREATE TABLE sbtest1 (
                        id integer PRIMARY KEY, k integer NOT NULL DEFAULT 0,
                        c char(120) NOT NULL DEFAULT '', pad char(60) NOT NULL DEFAULT '')"""),
            List.of("CREATE INDEX k_1 ON sbtest1 (k)", "VACUUM (ANALYZE) sbtest1"),
            // char(n) comes with its blanks
            "('x' || left(encode(sha256(convert_to(concat_ws('#', id, k, rtrim(c), rtrim(pad)), 'UTF8')), 'hex'), 8))"
                    + "::bit(32)::bigint",
            "SUM(k::numeric)",
            "",
            new PostgresTwins());
}
