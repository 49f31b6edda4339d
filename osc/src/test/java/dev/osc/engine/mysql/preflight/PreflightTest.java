// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.mysql.preflight;

import static dev.osc.plan.Finding.Severity.BLOCKS;
import static dev.osc.plan.Finding.Severity.NOTES;
import static dev.osc.plan.Finding.Severity.WARNS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.osc.config.ForeignKeys;
import dev.osc.engine.mysql.preflight.facts.ForeignKey;
import dev.osc.engine.mysql.preflight.facts.OpenTransaction.Touch;
import dev.osc.engine.mysql.preflight.facts.ServerWords;
import dev.osc.engine.mysql.preflight.facts.TableState.Role;
import dev.osc.failure.ExitCode;
import dev.osc.plan.Finding;
import dev.osc.plan.Finding.Severity;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each check over given facts: it says what it has to say, and nothing where all is well. */
final class PreflightTest {

    private static final String GROUP = "group_replication_group_name";
    private static final String SINGLE = "group_replication_single_primary_mode";
    private static final String LITTLE = "GRANT INSERT ON `shop`.* TO `osc`@`%`";

    /** What a check finds; its setting is empty where it is about none. */
    private record Case(String check, Severity severity, String setting, String told, Given given) {}

    private static final Preflight PREFLIGHT = new Preflight(ServerWords.ofMySql(80000), ForeignKeys.REFUSE, true);

    private static final ForeignKey OWN = new ForeignKey("fk from a", "shop", "base", true, false, false);
    private static final ForeignKey CASCADES = new ForeignKey("fc from a", "shop", "base", true, false, true);
    private static final ForeignKey CHILD = new ForeignKey("fk to a", "other", "shop", false, true, true);

    private static Case of(String check, Severity severity, String setting, String told, Given given) {
        return new Case(check, severity, setting, told, given);
    }

    private static Given given(String variable, String value) {
        return Given.sound().with(variable, value);
    }

    /** One variable is given, the one that the finding is about. */
    private static Case set(String check, Severity severity, String setting, String told) {
        String[] pair = setting.split("=", 2);
        return of(check, severity, setting, told, given(pair[0], pair[1]));
    }

    static Stream<Case> cases() {
        return Stream.of(
                        aboutTheLog(),
                        aboutItsKeeping(),
                        aboutTheServer(),
                        aboutOthers(),
                        aboutTheUser(),
                        aboutTheTable())
                .flatMap(cases -> cases);
    }

    private static Stream<Case> aboutTheLog() {
        return Stream.of(
                set("log-bin", BLOCKS, "log_bin=OFF", "no binary log"),
                set("binlog-format", BLOCKS, "binlog_format=MIXED", "not ROW"),
                set("binlog-row-image", NOTES, "binlog_row_image=MINIMAL", "primary key"),
                set("binlog-row-image", BLOCKS, "binlog_row_image=ODD", "doesn't know"),
                set("binlog-row-value-options", NOTES, "binlog_row_value_options=PARTIAL_JSON", "only keys"),
                set("binlog-order-commits", NOTES, "binlog_order_commits=OFF", "by itself"),
                of(
                        "binlog-filters",
                        BLOCKS,
                        "binlog-do-db=crm,web",
                        "changes in shop are not in",
                        Given.sound().logging(List.of("crm", "web"), List.of())),
                of(
                        "binlog-filters",
                        BLOCKS,
                        "binlog-ignore-db=SHOP",
                        "changes in shop are not in",
                        given("lower_case_table_names", "1").logging(List.of(), List.of("SHOP"))));
    }

    private static Stream<Case> aboutItsKeeping() {
        Given forEver = given("binlog_expire_logs_seconds", "0").with("expire_logs_days", "0");
        Given never = given("binlog_expire_logs_auto_purge", "OFF");
        Given hour = given("binlog_expire_logs_seconds", "3600").size(50_000_000, 1 << 30);
        Given day = given("expire_logs_days", "1")
                .without("binlog_expire_logs_seconds")
                .size(1000, 512L << 30);
        return Stream.of(
                of("binlog-retention", NOTES, "", "until somebody purges them", forEver),
                of("binlog-retention", NOTES, "", "until somebody purges them", never),
                of(
                        "binlog-retention",
                        WARNS,
                        "binlog_expire_logs_seconds=3600",
                        "60 min only, and the change may take 41 min",
                        hour),
                of("binlog-retention", WARNS, "expire_logs_days=1", "24 h only, and the change may take 29 h", day));
    }

    private static Stream<Case> aboutTheServer() {
        Given both = given("super_read_only", "ON").with("read_only", "ON");
        return Stream.of(
                of("read-only", BLOCKS, "super_read_only=ON", "takes no writes", both),
                of(
                        "read-only",
                        WARNS,
                        "super_read_only=ON",
                        "waits for that to change",
                        given("super_read_only", "ON").resuming()),
                set("read-only", BLOCKS, "innodb_read_only=ON", "takes no writes"),
                set("read-only", BLOCKS, "transaction_read_only=ON", "takes no writes"),
                set("sql-mode", NOTES, "sql_mode=NO_ZERO_DATE", "not strict"),
                set("lower-case-table-names", WARNS, "lower_case_table_names=2", "never tried"),
                set("hosted", WARNS, "aurora_version=3.04.1", "Amazon Aurora 3.04.1"),
                set("hosted", WARNS, "basedir=/rdsdbbin/mysql-8.0.35/", "Amazon RDS"),
                of(
                        "max-allowed-packet",
                        WARNS,
                        "max_allowed_packet=4194304",
                        "may take 10 MiB, and max_allowed_packet is 4 MiB",
                        given("max_allowed_packet", "4194304").table("code varchar(255) utf8mb4_bin | primary code")));
    }

    private static Stream<Case> aboutOthers() {
        String db1 = "db1:3306";
        Given copies = given("log_replica_updates", "ON").replicaOf(db1, true, Map.of());
        Given rests = given("log_slave_updates", "OFF").replicaOf(db1, false, Map.of());
        Given deaf = given("log_slave_updates", "OFF").replicaOf(db1, true, Map.of());
        Given filters = given("log_slave_updates", "ON").replicaOf(db1, true, Map.of("Replicate_Do_DB", "crm"));
        Given cluster = given("wsrep_on", "ON").with("wsrep_cluster_name", "eu");
        Given several = given(GROUP, "g1").with(SINGLE, "OFF");
        Given one = given(GROUP, "g1").with(SINGLE, "ON").member("ONLINE");
        return Stream.of(
                of("replica", WARNS, "", "replica of db1:3306: the change is made here", copies),
                of("replica", WARNS, "", "its SQL thread is stopped", rests),
                of("replica", BLOCKS, "log_slave_updates=OFF", "would be missed", deaf),
                of("replica-filters", WARNS, "replicate_do_db=crm", "is filtered", filters),
                of("galera", BLOCKS, "wsrep_on=ON", "a Galera cluster (eu)", cluster),
                of("group-replication", BLOCKS, SINGLE + "=OFF", "several primaries (g1)", several),
                of("group-replication", WARNS, SINGLE + "=ON", "one primary (g1)", one));
    }

    private static Stream<Case> aboutTheUser() {
        Given mighty = given("read_only", "ON").granted("GRANT SUPER ON *.* TO `osc`@`%`");
        Given little = given("read_only", "ON").granted(LITTLE);
        Given greeted = given("init_connect", "SET NAMES latin1").granted(LITTLE);
        return Stream.of(
                of("read-only", WARNS, "read_only=ON", "everybody but users like 'osc'@'%'", mighty),
                of("read-only", BLOCKS, "read_only=ON", "takes no writes", little),
                of("init-connect", WARNS, "init_connect=SET NAMES latin1", "SET NAMES latin1", greeted),
                of(
                        "autocommit",
                        WARNS,
                        "autocommit=OFF",
                        "has read shop.orders and does not commit",
                        given("autocommit", "OFF")),
                of("privileges", BLOCKS, "", "lacks ALTER, CREATE, DELETE", little),
                of(
                        "privileges",
                        BLOCKS,
                        "",
                        "looked at: triggers (denied)",
                        Given.sound().unseen("triggers (denied)")));
    }

    private static Stream<Case> aboutTheTable() {
        Given idle = Given.sound().open(7, true, Touch.HOLDS);
        Given writes = given("gtid_mode", "OFF").open(7, true, Touch.ELSEWHERE);
        Given full = Given.sound().size(1000, 10L << 30).freeDisk(OptionalLong.of(12 << 10));
        Given far = Given.sound().freeDisk(OptionalLong.empty());
        Given large = Given.sound().size(2_000_000, 300 << 20);
        return Stream.of(
                of(
                        "storage-engine",
                        BLOCKS,
                        "ENGINE=MyISAM",
                        "is a MyISAM table",
                        Given.sound().engine("MyISAM")),
                of(
                        "foreign-keys",
                        BLOCKS,
                        "",
                        "foreign keys: fk from a",
                        Given.sound().foreignKeys(OWN)),
                of(
                        "triggers",
                        NOTES,
                        "",
                        "triggers go to the new table at the swap: bump",
                        Given.sound().triggers("bump")),
                of(
                        "names",
                        BLOCKS,
                        "",
                        "osc_new is there already",
                        Given.sound().there(Role.SHADOW, "")),
                of(
                        "names",
                        BLOCKS,
                        "",
                        "osc_old is there already",
                        Given.sound().there(Role.RETIRED, "")),
                of(
                        "long-transactions",
                        WARNS,
                        "",
                        "7 (app@10.0.0.7, idle) has had a transaction open for 5 min: it holds",
                        idle),
                of("long-transactions", WARNS, "", "it may hold", Given.sound().open(7, false, Touch.MAY_HOLD)),
                of("long-transactions", WARNS, "", "it has written, and the run waits", writes),
                of("long-transactions", WARNS, "", "prepared XA", Given.sound().open(0, true, Touch.MAY_HOLD)),
                of("free-disk", NOTES, "", "can't be seen from here", far),
                of(
                        "free-disk",
                        WARNS,
                        "datadir=/srv/mysql/",
                        "about 20 GiB, and the disk of /srv/mysql/ has 12 GiB left",
                        full),
                of(
                        "table-size",
                        NOTES,
                        "",
                        "about 2,000,000 rows, 300 MiB, and indexes of 0 KiB: a copy takes 100 s",
                        large));
    }

    private static List<Finding> by(String check, Given given) {
        return PREFLIGHT.look(given.facts()).stream()
                .filter(finding -> finding.check().equals(check))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void saysWhatItFinds(Case one) {
        assertThat(by(one.check(), one.given())).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(one.severity());
            assertThat(finding.setting()).isEqualTo(one.setting());
            assertThat(finding.text()).contains(one.told());
            assertThat(finding.remedy().isEmpty()).isEqualTo(one.severity() == NOTES);
            assertThat(finding.code() == ExitCode.DONE).isEqualTo(one.severity() != BLOCKS);
        });
    }

    @Test
    void everyCheckHasACase() {
        assertThat(cases().map(Case::check).collect(Collectors.toSet()))
                .containsExactlyInAnyOrderElementsOf(PREFLIGHT.names());
    }

    /** How large the table is is always worth a word. */
    @Test
    void nothingElseIsSaidWhereAllIsWell() {
        List<Given> fine = List.of(
                Given.sound(),
                Given.sound()
                        .granted(
                                "GRANT ALL PRIVILEGES ON `shop`.* TO `osc`@`%`",
                                "GRANT PROCESS, REPLICATION CLIENT, REPLICATION SLAVE, XA_RECOVER_ADMIN ON *.* TO `osc`@`%`"),
                given("log_bin", "1"),
                given("binlog_row_image", "NOBLOB"),
                Given.sound().without("binlog_format", "binlog_row_image", "binlog_order_commits", "gtid_mode"),
                Given.sound().logging(List.of("shop"), List.of("shop")),
                Given.sound().logging(List.of(), List.of("Shop")),
                given("expire_logs_days", "1"),
                given("init_connect", "SET NAMES latin1"),
                given("wsrep_on", "OFF"),
                given(GROUP, "g1").with(SINGLE, "OFF").member("OFFLINE"),
                given("lower_case_table_names", "1"),
                Given.sound().open(7, true, Touch.ELSEWHERE),
                given("gtid_mode", "OFF").open(7, false, Touch.ELSEWHERE),
                Given.sound().there(Role.SHADOW, NameCheck.REHEARSAL),
                Given.sound().there(Role.SHADOW, "").there(Role.RETIRED, "").resuming(),
                Given.sound().table("code varchar(255) latin1_bin | primary code"),
                Given.sound().size(1000, 1 << 30).freeDisk(OptionalLong.of(2 << 10)));

        assertThat(fine)
                .allSatisfy(given -> assertThat(
                                PREFLIGHT.look(given.facts()).stream().map(Finding::check))
                        .containsExactly("table-size"));
    }

    /** A server of another kind lacks most variables: that is no finding. */
    @Test
    void variablesThatAServerLacksAreNoError() {
        Given bare = Given.sound()
                .without(
                        "binlog_format",
                        "binlog_row_image",
                        "binlog_order_commits",
                        "binlog_expire_logs_seconds",
                        "gtid_mode",
                        "sql_mode",
                        "max_allowed_packet",
                        "datadir",
                        "basedir");

        assertThat(PREFLIGHT.look(bare.facts()).stream().map(Finding::severity)).containsOnly(NOTES);
    }

    @Test
    void allIsToldAtOnce() {
        Given much = given("binlog_format", "STATEMENT")
                .with("super_read_only", "ON")
                .granted(LITTLE)
                .engine("MEMORY")
                .triggers("bump")
                .there(Role.RETIRED, "")
                .unseen("foreign keys");

        assertThat(PREFLIGHT.look(much.facts()).stream()
                        .filter(finding -> finding.severity() == BLOCKS)
                        .map(Finding::check))
                .containsExactly("privileges", "binlog-format", "read-only", "storage-engine", "names");
    }

    private static List<String> rebuilding(boolean children, Given given) {
        return new Preflight(ServerWords.ofMySql(80000), ForeignKeys.REBUILD, children)
                .look(given.facts()).stream()
                        .filter(finding -> finding.check().equals("foreign-keys"))
                        .map(finding -> finding.severity() + " " + finding.text())
                        .toList();
    }

    @Test
    void keysAreRebuiltWhereTheyCanBe() {
        assertThat(rebuilding(false, Given.sound().foreignKeys(OWN)))
                .singleElement()
                .asString()
                .startsWith("NOTES ")
                .endsWith(": fk from a");
        assertThat(rebuilding(true, Given.sound().foreignKeys(OWN, CHILD)))
                .singleElement()
                .asString()
                .startsWith("NOTES ")
                .endsWith(": fk from a, fk to a");
        assertThat(rebuilding(false, Given.sound().foreignKeys(OWN, CASCADES, CHILD)))
                .satisfiesExactly(
                        logged -> assertThat(logged).startsWith("BLOCKS ").endsWith("log that: fc from a"),
                        child -> assertThat(child).startsWith("BLOCKS ").endsWith("new table: fk to a"));
        assertThat(rebuilding(true, given("innodb_native_foreign_keys", "OFF").foreignKeys(CASCADES)))
                .singleElement()
                .asString()
                .startsWith("NOTES ");
    }

    @Test
    void childrenOfAnotherSchemaTakePrivilegesThere() {
        Given given = Given.sound()
                .granted(
                        "GRANT ALL PRIVILEGES ON `shop`.* TO `osc`@`%`",
                        "GRANT SELECT, INSERT, CREATE ON `other`.* TO `osc`@`%`");
        assertThat(rebuilding(true, given.foreignKeys(CHILD)))
                .singleElement()
                .asString()
                .startsWith("BLOCKS ")
                .endsWith("lacks ALTER ON `other`.*, LOCK TABLES ON `other`.*");
    }
}
