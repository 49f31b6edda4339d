// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.osc.config.ForeignKeys;
import dev.osc.engine.mysql.preflight.Preflight;
import dev.osc.engine.mysql.preflight.PrivilegeCheck;
import dev.osc.engine.mysql.preflight.facts.Facts;
import dev.osc.engine.mysql.preflight.facts.ServerWords;
import dev.osc.failure.ExitCode;
import dev.osc.it.cli.Osc;
import dev.osc.it.cli.TestUser;
import dev.osc.it.servers.Alone;
import dev.osc.it.servers.OnEachServer;
import dev.osc.it.servers.Product;
import dev.osc.it.servers.ServersOf;
import dev.osc.it.servers.TestSchema;
import dev.osc.schema.Table;
import dev.osc.schema.mysql.MySqlTableReader;
import dev.osc.throttle.LocalDisk;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** The checks on real servers: each seen to find something, and to be silent where all is well. */
@ServersOf(Product.MYSQL)
final class PreflightTest {

    private static final String ORDERS = "CREATE TABLE orders (id INT PRIMARY KEY, name VARCHAR(40))";
    private static final String CHANGE = "ADD COLUMN note VARCHAR(10)";

    private static Planned plan(TestSchema schema) throws IOException {
        return Planned.of(schema.url(), "orders", CHANGE);
    }

    @OnEachServer(options = {"server_id=61", "loose_expire_logs_days=9"})
    void aServerThatIsAsItShouldBe(TestSchema schema) throws SQLException, IOException {
        try (schema) {
            schema.execute(ORDERS);

            Planned planned = plan(schema);

            planned.ran().endsWith(ExitCode.DONE);
            assertThat(planned.checks()).containsExactly("notes table-size", "notes way-back", "notes way-back");
            assertThat(planned.json().get("blocked").asBoolean()).isFalse();
            assertThat(planned.json().get("way").asText()).isEqualTo("shadow");
            assertThat(planned.json().get("steps").size()).isPositive();
            JsonNode size = planned.finding("table-size");
            assertThat(size.get("table").asText()).isEqualTo(schema.name() + ".orders");
            assertThat(size.properties().stream().map(Map.Entry::getKey))
                    .containsExactly("severity", "check", "table", "text", "setting", "remedy", "exitCode");
        }
    }

    @OnEachServer(
            options = {
                "server_id=62",
                "binlog_format=MIXED",
                "binlog_do_db=elsewhere",
                "binlog_row_image=MINIMAL",
                "binlog_order_commits=OFF",
                "sql_mode=NO_ZERO_DATE",
                "max_allowed_packet=1M",
                "loose_expire_logs_days=0",
                "loose_binlog_expire_logs_seconds=0",
                "loose_binlog_row_value_options=PARTIAL_JSON"
            })
    void allOfItIsToldAtOnce(TestSchema schema) throws SQLException, IOException {
        try (schema) {
            schema.execute(
                    "CREATE TABLE orders (id VARCHAR(200) CHARACTER SET utf8mb4 PRIMARY KEY) ENGINE=MyISAM",
                    "CREATE TABLE orders_osc_new (id INT PRIMARY KEY)",
                    "CREATE TABLE orders_osc_old (id INT PRIMARY KEY)",
                    "CREATE TRIGGER bump BEFORE INSERT ON orders FOR EACH ROW SET NEW.id = 'x'");
            boolean old = schema.rows("SELECT VERSION()").getFirst().startsWith("5.");

            Planned planned = plan(schema);
            Osc.Ran ran = Osc.run("run", "--url", schema.url(), "--table", "orders", "--alter", CHANGE);

            planned.ran().endsWith(ExitCode.SERVER_SETTING);
            ran.endsWith(ExitCode.SERVER_SETTING);
            assertThat(ran.failure()).isEqualTo(planned.ran().failure());
            assertThat(planned.json().get("way").asText()).isEqualTo("none");
            assertThat(planned.json().get("steps")).isEmpty();
            List<String> wanted = new ArrayList<>(List.of(
                    "blocks binlog-format",
                    "blocks binlog-filters",
                    "blocks storage-engine",
                    "blocks names",
                    "blocks names",
                    "warns max-allowed-packet",
                    "notes binlog-row-image",
                    "notes binlog-row-value-options",
                    "notes binlog-retention",
                    "notes binlog-order-commits",
                    "notes sql-mode",
                    "notes triggers",
                    "notes table-size"));
            boolean mariaDb = mariaDb(schema);
            if (old || mariaDb) {
                wanted.remove("notes binlog-row-value-options");
            }
            if (mariaDb) {
                wanted.remove("notes binlog-order-commits");
            }
            assertThat(planned.checks()).containsExactlyElementsOf(wanted);
            JsonNode filter = planned.finding("binlog-filters");
            assertThat(filter.get("setting").asText()).isEqualTo("binlog-do-db=elsewhere");
            assertThat(filter.get("remedy").asText()).contains("without binlog-do-db");
            assertThat(filter.get("exitCode").asInt()).isEqualTo(ExitCode.SERVER_SETTING.number());
        }
    }

    @OnEachServer
    void whatEndsThePlanningIsJsonToo(TestSchema schema) throws SQLException, IOException {
        try (schema) {
            schema.execute("CREATE TABLE keyless (a INT)");

            for (String table : List.of("nothing", "keyless")) {
                Planned planned = Planned.of(schema.url(), table, CHANGE);

                assertThat(planned.checks()).containsExactly("blocks planning");
                assertThat(planned.finding("planning").get("exitCode").asInt())
                        .isEqualTo(planned.ran().exitCode());
            }
        }
    }

    @OnEachServer(options = {"server_id=63", "loose_binlog_expire_logs_seconds=2"})
    void aLogThatIsKeptForTooShort(TestSchema schema) throws SQLException, IOException {
        try (schema) {
            boolean days = schema.rows("SHOW GLOBAL VARIABLES LIKE 'binlog_expire_logs_seconds'")
                    .isEmpty();
            schema.execute(
                    ORDERS,
                    "INSERT INTO orders (id) VALUES (1), (2), (3), (4), (5), (6), (7), (8)",
                    "INSERT INTO orders (id) SELECT a.id + 8 * b.id + 64 * c.id + 512 * d.id + 4096 * e.id"
                            + " FROM orders a, orders b, orders c, orders d, orders e",
                    "INSERT INTO orders (id) SELECT id + 100000 FROM orders WHERE id > 8",
                    "ANALYZE TABLE orders");

            Planned planned = plan(schema);

            // 5.7 counts in days, and keeps for ever by default
            assertThat(planned.finding("binlog-retention").get("setting").asText())
                    .isEqualTo(days ? "" : "binlog_expire_logs_seconds=2");
            assertThat(planned.checks()).contains((days ? "notes" : "warns") + " binlog-retention");
        }
    }

    private static boolean mariaDb(TestSchema schema) {
        return schema.server().name().startsWith("mariadb-");
    }

    @OnEachServer(options = "server_id=64")
    void aServerThatTakesNoWrites(TestSchema schema) throws SQLException, IOException {
        try (schema;
                var user = new TestUser(schema, "writes", TestUser.DOCUMENTED)) {
            schema.execute(ORDERS);
            try {
                schema.execute("SET GLOBAL read_only = ON");
                assertThat(plan(schema).checks()).contains("warns read-only");
                Planned refused = Planned.of(user.url(), "orders", CHANGE);
                refused.ran().endsWith(ExitCode.SERVER_SETTING).tells("takes no writes (read_only is ON)");
                assertThat(refused.checks()).contains("blocks read-only");

                if (!mariaDb(schema)) {
                    schema.execute("SET GLOBAL super_read_only = ON");
                    plan(schema)
                            .ran()
                            .endsWith(ExitCode.SERVER_SETTING)
                            .tells("takes no writes (super_read_only is ON)");
                }
            } finally {
                schema.execute("SET GLOBAL read_only = OFF");
            }
        }
    }

    @OnEachServer(options = {"server_id=65", "gtid_mode=ON", "enforce_gtid_consistency=ON"})
    void aTransactionThatHasTheTable(TestSchema schema) throws SQLException, IOException {
        try (schema;
                var reads = schema.connect();
                var elsewhere = schema.connect()) {
            schema.execute(ORDERS, "CREATE TABLE other (id INT PRIMARY KEY)");
            boolean tells = !schema.rows("SELECT VERSION()").getFirst().startsWith("5.");
            reads.setAutoCommit(false);
            elsewhere.setAutoCommit(false);
            reads.createStatement().executeQuery("SELECT * FROM orders").close();
            elsewhere.createStatement().execute("INSERT INTO other VALUES (1)");
            // younger than ten seconds
            assertThat(plan(schema).texts("long-transactions")).isEmpty();
            List<String> told = awaitLong(schema, tells ? 1 : 2);

            String session = "session " + schema.id(reads) + " (root@127.0.0.1";
            assertThat(told)
                    .hasSize(tells ? 1 : 2)
                    .anySatisfy(text -> assertThat(text)
                            .startsWith(session)
                            .contains("idle) has had a transaction open for 1")
                            .contains((tells ? "holds " : "may hold ") + schema.name() + ".orders"));
            reads.rollback();
            elsewhere.rollback();
            assertThat(awaitLong(schema, 0)).isEmpty();
        }
    }

    /** The server shows what it has seen up to a tenth of a second ago, and a transaction counts when it is ten seconds old. */
    private static List<String> awaitLong(TestSchema schema, int many) throws IOException {
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        List<String> told = plan(schema).texts("long-transactions");
        while (told.size() != many && System.nanoTime() < deadline) {
            told = plan(schema).texts("long-transactions");
        }
        return told;
    }

    /** Which of several patterns counts is the server's to say: what osc takes for granted the server lets pass. */
    @OnEachServer
    void patternsAreReadAsTheServerReadsThem(TestSchema schema) throws SQLException, IOException {
        String all = String.join(", ", PrivilegeCheck.onSchema());
        String server = String.join(", ", TestUser.words(schema).onServer());
        try (schema;
                var user = new TestUser(schema, "sees", TestUser.DOCUMENTED)) {
            String name = "'" + user.name() + "'@'%'";
            String pattern = "`" + schema.name().substring(0, 1) + "%`.*";
            schema.execute(
                    ORDERS,
                    "REVOKE ALL PRIVILEGES, GRANT OPTION FROM " + name,
                    "GRANT " + server + " ON *.* TO " + name,
                    "GRANT " + all + " ON " + pattern + " TO " + name);
            assertThat(Planned.of(user.url(), "orders", CHANGE).texts("privileges"))
                    .isEmpty();

            // the schema's own line takes the pattern's place
            schema.execute("GRANT SELECT ON `" + schema.name() + "`.* TO " + name);

            Planned.of(user.url(), "orders", CHANGE)
                    .ran()
                    .endsWith(ExitCode.MISSING_PRIVILEGE)
                    .tells("lacks ALTER, CREATE, DELETE, DROP, INDEX, INSERT, LOCK TABLES, TRIGGER, UPDATE ON");
        }
    }

    /** Statements of the server's own in each session, and defaults that would change what queries mean. */
    @OnEachServer(options = {"server_id=66", "autocommit=OFF", "init_connect=SET autocommit=0, sql_select_limit=1"})
    void sessionsThatBeginOddly(TestSchema schema) throws SQLException, IOException {
        try (schema;
                var user = new TestUser(schema, "odd", TestUser.DOCUMENTED)) {
            try (var session = schema.connect();
                    var statement = session.createStatement()) {
                session.setAutoCommit(true);
                statement.execute(ORDERS);
                statement.execute("INSERT INTO orders VALUES (1, 'a'), (2, 'b'), (3, 'c')");
                statement.execute("SET GLOBAL sql_select_limit = 1");
                statement.execute("SET GLOBAL completion_type = 'RELEASE'");
            }
            try {
                assertThat(Planned.of(user.url(), "orders", CHANGE)
                                .finding("init-connect")
                                .get("setting")
                                .asText())
                        .isEqualTo("init_connect=SET autocommit=0, sql_select_limit=1");
                assertThat(plan(schema).texts("init-connect")).isEmpty();

                Osc.run("run", "--no-direct", "--url", user.url(), "--table", "orders", "--alter", CHANGE)
                        .endsWith(ExitCode.DONE);
            } finally {
                try (var session = schema.connect();
                        var statement = session.createStatement()) {
                    statement.execute("SET GLOBAL sql_select_limit = DEFAULT");
                    statement.execute("SET GLOBAL completion_type = DEFAULT");
                }
            }
            assertThat(schema.rows("SELECT * FROM orders ORDER BY id"))
                    .containsExactly("1|a|null", "2|b|null", "3|c|null");
        }
    }

    /** The whole preflight, in a session that has been open for a while, as a run's has. */
    @Alone
    @OnEachServer
    void takesLittleTime(TestSchema schema) throws SQLException {
        try (schema;
                var session = schema.connect()) {
            schema.execute(ORDERS);
            Table table =
                    new MySqlTableReader().read(session, schema.table("orders")).orElseThrow();
            ServerWords words = TestUser.words(schema);
            Preflight preflight = new Preflight(words, ForeignKeys.REFUSE, false);
            List<Long> took = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                long began = System.nanoTime();
                preflight.look(Facts.read(session, table, new LocalDisk("127.0.0.1"), false, words));
                took.add((System.nanoTime() - began) / 1000);
            }
            // the first ones find the server and this JVM cold
            took.subList(0, 20).clear();
            Collections.sort(took);
            System.out.printf("%s: preflight %d us (median), %d (a tenth)%n", schema, took.get(20), took.get(4));

            // a tenth of them had the machine for themselves
            assertThat(took.get(4)).as("microseconds").isLessThan(30_000);
        }
    }
}
