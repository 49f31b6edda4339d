// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.mysql.preflight.facts;

import java.util.List;

/**
 * How a product calls what the checks ask for, and what it asks for itself.
 *
 * @param onServer the privileges that osc needs on {@code *.*}
 * @param foreignKeys InnoDB's own view of foreign keys
 * @param namesOfFiles whether that view shows tables' names as their files are named
 * @param keysTakeReferences whether a foreign key takes REFERENCES on the table that it refers to (tried on 5.7.22, 8.0.12,
 *     8.0.15: it does; MariaDB 11.4.5: it does not)
 */
public record ServerWords(List<String> onServer, String foreignKeys, boolean namesOfFiles, boolean keysTakeReferences) {

    /** XA RECOVER is refused without XA_RECOVER_ADMIN since 8.0 (manual, "XA Transaction SQL Statements"). */
    public static ServerWords ofMySql(int version) {
        return version >= 80000
                ? new ServerWords(
                        List.of("PROCESS", "REPLICATION CLIENT", "REPLICATION SLAVE", "XA_RECOVER_ADMIN"),
                        "INNODB_FOREIGN",
                        false,
                        true)
                : new ServerWords(
                        List.of("PROCESS", "REPLICATION CLIENT", "REPLICATION SLAVE"),
                        "INNODB_SYS_FOREIGN",
                        true,
                        true);
    }

    /** What REPLICATION CLIENT was has been two since 10.5. */
    public static ServerWords ofMariaDb() {
        return new ServerWords(
                List.of("PROCESS", "BINLOG MONITOR", "REPLICATION SLAVE", "SLAVE MONITOR"),
                "INNODB_SYS_FOREIGN",
                true,
                false);
    }
}
