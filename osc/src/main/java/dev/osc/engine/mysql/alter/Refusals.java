// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.mysql.alter;

import dev.osc.plan.AlterReading.Unsupported;

/**
 * Everything that MySQL's grammar allows in an ALTER TABLE and osc does not carry out: what, why, and what to do
 * instead.
 */
final class Refusals {

    private Refusals() {}

    static Unsupported severalStatements() {
        return new Unsupported(
                "more than one statement",
                "osc carries out one ALTER at a time",
                "give the clauses of one ALTER, separated by commas");
    }

    static Unsupported createIndex() {
        return new Unsupported(
                "CREATE INDEX", "osc takes the clauses of an ALTER TABLE", "write it as ADD INDEX name (columns)");
    }

    static Unsupported ignore() {
        return new Unsupported(
                "ALTER IGNORE TABLE",
                "it drops rows that do not fit",
                "remove such rows first, then run the ALTER without IGNORE");
    }

    static Unsupported online(String word) {
        return new Unsupported("ALTER " + word + " TABLE", "it is a word of NDB Cluster", "leave it out");
    }

    static Unsupported modifier(String clause) {
        return new Unsupported(
                clause,
                "osc chooses how the change reaches the table",
                "leave it out, or use --no-direct to force the shadow table");
    }

    static Unsupported renameTable(String to) {
        return new Unsupported(
                "RENAME TO " + to,
                "a name is not what osc builds a table for",
                "run RENAME TABLE by itself, it is instant");
    }

    static Unsupported addForeignKey() {
        return new Unsupported(
                "ADD FOREIGN KEY",
                "foreign keys are tied to the table and not to its name, and do not follow a swap",
                "leave it out, and add it with the server's own ALTER TABLE");
    }

    static Unsupported inlineReferences() {
        return new Unsupported(
                "REFERENCES in a column definition",
                "servers before 9.0 ignore it silently and later ones add a foreign key, which does not follow a swap",
                "leave it out");
    }

    static Unsupported dropForeignKey() {
        return new Unsupported(
                "DROP FOREIGN KEY",
                "foreign keys do not follow a swap",
                "run it with the server's own ALTER TABLE, which only changes the catalogue");
    }

    static Unsupported keysSwitch(String clause) {
        return new Unsupported(clause, "only MyISAM knows it", "leave it out");
    }

    static Unsupported orderBy() {
        return new Unsupported("ORDER BY", "InnoDB keeps rows in the order of the primary key", "leave it out");
    }

    static Unsupported tablespace(String clause) {
        return new Unsupported(
                clause, "it exchanges the table's file and not its rows", "run it with the server's own ALTER TABLE");
    }

    static Unsupported secondaryEngine(String clause) {
        return new Unsupported(
                clause, "it loads or unloads HeatWave, no row changes", "run it with the server's own ALTER TABLE");
    }

    static Unsupported losesRows(String clause) {
        return new Unsupported(
                clause,
                "it removes rows of the table itself, which a shadow's empty partitions cannot show",
                "run it with the server's own ALTER TABLE");
    }

    static Unsupported partitionUpkeep(String clause) {
        return new Unsupported(
                clause,
                "it keeps up single partitions of the table itself",
                "run it with the server's own ALTER TABLE, or use FORCE to build the whole table anew");
    }

    static Unsupported coalesce() {
        return new Unsupported(
                "COALESCE PARTITION",
                "osc builds the whole table anew",
                "give the partitions wanted: PARTITION BY ... PARTITIONS n");
    }

    static Unsupported engine(String engine) {
        return new Unsupported(
                "ENGINE=" + engine,
                "osc needs InnoDB's transactions and consistent reads on both sides",
                "leave it out or say InnoDB");
    }

    static Unsupported option(String option) {
        return new Unsupported(option, "no InnoDB table has it", "leave it out");
    }
}
