// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.run;

import dev.osc.demo.twins.MySqlTwins;
import dev.osc.demo.twins.PostgresTwins;
import dev.osc.demo.twins.TwinDialect;
import dev.osc.it.servers.TestSchema;
import dev.osc.schema.Dialect;
import dev.osc.schema.SqlFailures;
import dev.osc.schema.mysql.MySqlDialect;
import dev.osc.schema.mysql.MySqlFailures;
import dev.osc.schema.postgres.PostgresDialect;
import dev.osc.schema.postgres.PostgresFailures;
import java.util.List;

/** What a test that both products fulfil says to each in its own words. */
enum Wording {
    MYSQL {
        @Override
        TwinDialect twins() {
            return new MySqlTwins();
        }

        @Override
        Dialect dialect() {
            return new MySqlDialect();
        }

        @Override
        SqlFailures failures() {
            return new MySqlFailures();
        }

        @Override
        String rewriting(String column) {
            return "ADD COLUMN note INT NOT NULL DEFAULT 1 FIRST, MODIFY " + column + " BIGINT NOT NULL";
        }

        @Override
        String insertOrIncrease() {
            return "INSERT INTO # (id, v) VALUES (%d, 1) ON DUPLICATE KEY UPDATE v = v + 1";
        }

        @Override
        String binaryText() {
            return "VARCHAR(20) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin";
        }

        @Override
        String caseInsensitive(String column) {
            return "MODIFY " + column + " VARCHAR(20) CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci";
        }

        @Override
        String uniqueInThreeCharacters(String column) {
            return "ADD UNIQUE KEY one (" + column + "(3))";
        }

        @Override
        List<String> superuser(String name) {
            return List.of("CREATE USER " + name, "GRANT ALL ON *.* TO " + name);
        }

        /** The first session is the lock's. */
        @Override
        String sessionsWithoutTheLock(String user) {
            return "SELECT ID FROM information_schema.PROCESSLIST WHERE USER = '" + user
                    + "' ORDER BY ID LIMIT 99 OFFSET 1";
        }

        @Override
        String sevenAfter(int seconds) {
            return "SELECT 7 + 0 * SLEEP(" + seconds + ")";
        }

        @Override
        String asleep() {
            return "User sleep";
        }
    },

    POSTGRESQL {
        @Override
        TwinDialect twins() {
            return new PostgresTwins();
        }

        @Override
        Dialect dialect() {
            return new PostgresDialect();
        }

        @Override
        SqlFailures failures() {
            return new PostgresFailures();
        }

        @Override
        String rewriting(String column) {
            return "ADD COLUMN note int NOT NULL DEFAULT 1, ALTER COLUMN " + column + " TYPE bigint";
        }

        @Override
        String insertOrIncrease() {
            return "INSERT INTO # (id, v) VALUES (%d, 1) ON CONFLICT (id) DO UPDATE SET v = #.v + 1";
        }

        @Override
        String binaryText() {
            return "varchar(20) COLLATE \"C\"";
        }

        /** Whatever the server was built with: folding case is left to an expression. */
        @Override
        String caseInsensitive(String column) {
            return "ALTER COLUMN " + column + " TYPE varchar(20) USING lower(" + column + ")";
        }

        @Override
        String uniqueInThreeCharacters(String column) {
            return "ALTER COLUMN " + column + " TYPE varchar(3) USING left(" + column
                    + ", 3), ADD CONSTRAINT one UNIQUE (" + column + ")";
        }

        @Override
        List<String> superuser(String name) {
            return List.of("CREATE ROLE " + name + " SUPERUSER LOGIN");
        }

        @Override
        String sessionsWithoutTheLock(String user) {
            return "SELECT pid FROM pg_stat_activity a WHERE usename = '" + user + "' AND NOT EXISTS"
                    + " (SELECT FROM pg_locks l WHERE l.pid = a.pid AND locktype = 'advisory') ORDER BY pid";
        }

        @Override
        String sevenAfter(int seconds) {
            return "SELECT 7 FROM pg_sleep(" + seconds + ")";
        }

        @Override
        String asleep() {
            return "PgSleep";
        }
    };

    static Wording of(TestSchema schema) {
        return switch (schema.product()) {
            case MYSQL -> MYSQL;
            case POSTGRESQL -> POSTGRESQL;
        };
    }

    abstract TwinDialect twins();

    abstract Dialect dialect();

    abstract SqlFailures failures();

    /** A change that writes every row anew: a column {@code note} that is 1 everywhere, and a wider integer that is never NULL. */
    abstract String rewriting(String column);

    /** A statement for table {@code #}, to be formatted with an id: inserts (id, 1), or increases that row's v by one. */
    abstract String insertOrIncrease();

    /** The type of a text of which no two spellings are equal. */
    abstract String binaryText();

    /** A change after which a text of that type and one that differs in case are the same. */
    abstract String caseInsensitive(String column);

    /** Adds a unique key, called one, of which two texts are equal that begin alike. */
    abstract String uniqueInThreeCharacters(String column);

    /** Make somebody who may do all, without a password. */
    abstract List<String> superuser(String name);

    /** The ids of that user's sessions, but for the one that holds a run's advisory lock. */
    abstract String sessionsWithoutTheLock(String user);

    /** A query for one row, the number seven, that takes its time. */
    abstract String sevenAfter(int seconds);

    /** What the server says of a session that is in {@link #sevenAfter}. */
    abstract String asleep();
}
