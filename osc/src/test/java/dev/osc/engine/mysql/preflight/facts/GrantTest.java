// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.mysql.preflight.facts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines as SHOW GRANTS of MySQL 5.7 and 8.0 and of MariaDB writes them. */
final class GrantTest {

    private static Grant parsed(String line) {
        return Grant.parse(line).orElseThrow(() -> new AssertionError("not understood: " + line));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GRANT PROCESS, REPLICATION SLAVE, REPLICATION CLIENT ON *.* TO 'osc'@'%'",
                "GRANT PROCESS, REPLICATION SLAVE, REPLICATION CLIENT ON *.* TO `osc`@`%`",
                "GRANT PROCESS, REPLICATION SLAVE, BINLOG MONITOR, REPLICATION CLIENT ON *.* TO `osc`@`%` IDENTIFIED BY PASSWORD '*2470'",
                "GRANT ALL PRIVILEGES ON *.* TO 'root'@'localhost' WITH GRANT OPTION"
            })
    void onTheServer(String line) {
        Grant grant = parsed(line);

        assertThat(grant.everywhere()).isTrue();
        assertThat(grant.covers("shop")).isTrue();
        assertThat(grant.gives("REPLICATION CLIENT")).isTrue();
    }

    @Test
    void onASchema() {
        Grant grant = parsed("GRANT SELECT, INSERT, LOCK TABLES ON `shop`.* TO `osc`@`%`");

        assertThat(grant.gives("LOCK TABLES")).isTrue();
        assertThat(grant.gives("LOCK")).isFalse();
        assertThat(grant.covers("shop")).isTrue();
        assertThat(grant.covers("shop2")).isFalse();
        assertThat(grant.everywhere()).isFalse();
    }

    @Test
    void everythingOnASchema() {
        Grant grant = parsed("GRANT ALL PRIVILEGES ON `shop`.* TO 'osc'@'%'");

        assertThat(grant.gives("TRIGGER")).isTrue();
        assertThat(grant.everywhere()).isFalse();
    }

    /** A pattern, and the same characters meant as such (manual, "GRANT Statement"). */
    @Test
    void patterns() {
        assertThat(parsed("GRANT SELECT ON `shop_%`.* TO `osc`@`%`").covers("shop_eu"))
                .isTrue();
        assertThat(parsed("GRANT SELECT ON `shop_%`.* TO `osc`@`%`").covers("shopXeu"))
                .isTrue();
        assertThat(parsed("GRANT SELECT ON `shop\\_eu`.* TO `osc`@`%`").covers("shop_eu"))
                .isTrue();
        assertThat(parsed("GRANT SELECT ON `shop\\_eu`.* TO `osc`@`%`").covers("shopXeu"))
                .isFalse();
        assertThat(parsed("GRANT SELECT ON `a``b.c`.* TO `osc`@`%`").covers("a`b.c"))
                .isTrue();
    }

    @Test
    void underAnsiQuotes() {
        assertThat(parsed("GRANT SELECT ON \"shop\".* TO \"osc\"@\"%\"").covers("shop"))
                .isTrue();
    }

    @Test
    void onATableCoversNoSchema() {
        assertThat(parsed("GRANT SELECT (id), UPDATE ON `shop`.`orders` TO `osc`@`%`")
                        .covers("shop"))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GRANT `role`@`%` TO `osc`@`%`",
                "GRANT PROXY ON ''@'' TO 'root'@'localhost' WITH GRANT OPTION",
                "GRANT PROXY ON ``@`` TO `root`@`localhost` WITH GRANT OPTION",
                "GRANT EXECUTE ON PROCEDURE `shop`.`p` TO `osc`@`%`",
                "SET DEFAULT ROLE `role` FOR `osc`@`%`"
            })
    void whatIsNoPrivilegeOnTables(String line) {
        assertThat(Grant.parse(line)).isEmpty();
    }

    @Test
    void fileNamesOfTablesAsPatterns() {
        assertThat(ForeignKeys.ofFile("orders2")).isEqualTo("orders2");
        assertThat(ForeignKeys.ofFile("my_or-ders$")).isEqualTo("my|_or@002dders$");
        assertThat(ForeignKeys.ofFile("größe")).isEqualTo("gr%%e");
    }
}
