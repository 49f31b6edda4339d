// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.postgres.alter;

import org.jspecify.annotations.Nullable;

/** One action of an ALTER TABLE, as far as osc tells them apart. Names are as the catalogue has them. */
public sealed interface Action {

    /** As written, without comments. */
    String text();

    /** @param using the expression, or null: the assignment converts */
    record AlterType(String text, String column, @Nullable String using) implements Action {}

    record SetNotNull(String text, String column) implements Action {}

    /**
     * A table constraint.
     *
     * @param name null where the server is to find one
     * @param definition what follows the name: {@code CHECK (…)}, {@code UNIQUE (a, b) INCLUDE (c)}
     * @param valid whether present rows are to be checked: there is no NOT VALID
     * @param usingIndex whether it takes over an index that is there
     */
    record AddConstraint(
            String text, @Nullable String name, Rule rule, String definition, boolean valid, boolean usingIndex)
            implements Action {}

    enum Rule {
        CHECK,
        FOREIGN_KEY,
        UNIQUE,
        PRIMARY_KEY,
        EXCLUDE,
        NOT_NULL
    }

    /** @param cascade whether what depends on it may go too */
    record DropConstraint(String text, String name, boolean cascade) implements Action {}

    /** @param cascade whether what depends on it may go too */
    record DropColumn(String text, String column, boolean cascade) implements Action {}

    /** VALIDATE CONSTRAINT: present rows are read, beside writers. */
    record Validate(String text, String name) implements Action {}

    /** Only one line of the catalogue about the table itself: its owner, triggers, policies, storage parameters. */
    record Attribute(String text) implements Action {}

    /** Columns come, change their defaults or their numbering. */
    record Columns(String text) implements Action {}

    /** Whatever else the server knows. */
    record Other(String text) implements Action {}
}
