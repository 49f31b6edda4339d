// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.postgres.direct;

import dev.osc.schema.TableName;
import dev.osc.schema.postgres.PostgresDialect;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The statements of a change that reads rows or builds indexes, for any table: the double in the rehearsal, then the source.
 *
 * <p>First everything that later steps need, in one short transaction, rules as NOT VALID; then rows are read and indexes
 * built, which is where a row may break a rule; last, in one transaction again, what can't be undone and the final names.
 *
 * @param early ADD COLUMN actions that rules need
 * @param earlyColumns their columns
 * @param late the other actions that the catalogue alone takes, as written
 * @param notNulls columns to be proved free of NULL
 * @param proofs rules over single rows, and foreign keys
 * @param keys unique constraints
 * @param validates constraints of the table itself that the user wants proved
 */
record Sketch(
        List<String> early,
        List<String> earlyColumns,
        List<String> late,
        List<String> notNulls,
        List<Proof> proofs,
        List<Key> keys,
        List<String> validates) {

    private static final PostgresDialect DIALECT = new PostgresDialect();

    /** On a column being added: it is osc's to drop again. */
    static final String MARK = "osc is adding this column";

    static final String SUFFIX = "_osc_new";

    /** @param definition what follows the name */
    record Proof(String name, String definition) {}

    /**
     * @param kind UNIQUE or PRIMARY KEY
     * @param index what follows the table in CREATE INDEX
     * @param timing DEFERRABLE and so on, or empty text
     */
    record Key(String name, String kind, String index, String timing) {}

    static String meanwhile(String name) {
        return TableName.companion(name, SUFFIX);
    }

    private static String notNullName(TableName table, String column) {
        return meanwhile(table.table() + "_" + column + "_not_null");
    }

    private static String quoted(String name) {
        return DIALECT.quote(name);
    }

    private static String alter(TableName table, Stream<String> actions) {
        return "ALTER TABLE " + DIALECT.quote(table) + " " + actions.collect(Collectors.joining(", "));
    }

    /** The first transaction; possibly none. */
    List<String> prepare(TableName table) {
        List<String> actions = new ArrayList<>(early);
        notNulls.forEach(column -> actions.add("ADD CONSTRAINT " + quoted(notNullName(table, column)) + " CHECK ("
                + quoted(column) + " IS NOT NULL) NOT VALID"));
        proofs.forEach(proof -> actions.add(
                "ADD CONSTRAINT " + quoted(meanwhile(proof.name())) + " " + proof.definition() + " NOT VALID"));
        if (actions.isEmpty()) {
            return List.of();
        }
        Stream<String> marks =
                earlyColumns.stream().map(column -> comment(table, column, PostgresDialect.literal(MARK)));
        return Stream.concat(Stream.of(alter(table, actions.stream())), marks).toList();
    }

    private static String comment(TableName table, String column, String text) {
        return "COMMENT ON COLUMN " + DIALECT.quote(table) + "." + quoted(column) + " IS " + text;
    }

    List<Move> slow(TableName table, boolean concurrently) {
        List<Move> moves = new ArrayList<>();
        notNulls.forEach(column -> moves.add(prove(table, notNullName(table, column), column + " NOT NULL")));
        proofs.forEach(proof -> moves.add(prove(table, meanwhile(proof.name()), proof.name())));
        validates.forEach(name -> moves.add(prove(table, name, name)));
        keys.forEach(key -> moves.add(new Move.Build(
                meanwhile(key.name()),
                key.name(),
                createIndex(table, concurrently, true, meanwhile(key.name()), key.index()))));
        return moves;
    }

    private static Move prove(TableName table, String constraint, String wanted) {
        return new Move.Prove(constraint, wanted, alter(table, Stream.of("VALIDATE CONSTRAINT " + quoted(constraint))));
    }

    static String createIndex(TableName table, boolean concurrently, boolean unique, String name, String rest) {
        return "CREATE " + (unique ? "UNIQUE " : "") + "INDEX " + (concurrently ? "CONCURRENTLY " : "") + quoted(name)
                + " ON " + DIALECT.quote(table) + " " + rest;
    }

    /** The last transaction; possibly none. */
    List<String> finish(TableName table) {
        List<String> statements = new ArrayList<>();
        List<String> actions = new ArrayList<>(late);
        notNulls.forEach(column -> actions.add("ALTER COLUMN " + quoted(column) + " SET NOT NULL"));
        keys.forEach(key -> actions.add(("ADD CONSTRAINT " + quoted(key.name()) + " " + key.kind() + " USING INDEX "
                        + quoted(meanwhile(key.name())) + " " + key.timing())
                .strip()));
        if (!actions.isEmpty()) {
            statements.add(alter(table, actions.stream()));
        }
        proofs.forEach(proof -> statements.add(alter(
                table,
                Stream.of("RENAME CONSTRAINT " + quoted(meanwhile(proof.name())) + " TO " + quoted(proof.name())))));
        if (!notNulls.isEmpty()) {
            statements.add(alter(
                    table, notNulls.stream().map(column -> "DROP CONSTRAINT " + quoted(notNullName(table, column)))));
        }
        earlyColumns.forEach(column -> statements.add(comment(table, column, "NULL")));
        return statements;
    }

    /** An ALTER that the last transaction makes; without what needs the steps between. */
    String trial(TableName table) {
        return late.isEmpty() ? "" : alter(table, late.stream());
    }
}
