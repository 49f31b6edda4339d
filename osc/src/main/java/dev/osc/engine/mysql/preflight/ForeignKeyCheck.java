// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.mysql.preflight;

import dev.osc.config.ForeignKeys;
import dev.osc.engine.mysql.preflight.facts.Check;
import dev.osc.engine.mysql.preflight.facts.Facts;
import dev.osc.engine.mysql.preflight.facts.ForeignKey;
import dev.osc.failure.ExitCode;
import dev.osc.plan.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Foreign keys from or to the table: refused unless they are asked to be made anew, and those that can't be. Whether the changed
 * table takes them, the server is asked later.
 */
final class ForeignKeyCheck implements Check {

    /** What ALTER TABLE and LOCK TABLES of a child take. */
    private static final List<String> ON_CHILD = List.of("ALTER", "CREATE", "INSERT", "LOCK TABLES", "SELECT");

    private final ForeignKeys wanted;
    private final boolean children;
    private final boolean takesReferences;

    /**
     * @param children whether other tables can be locked until after the swap
     * @param takesReferences whether a key takes that privilege on what it refers to
     */
    ForeignKeyCheck(ForeignKeys wanted, boolean children, boolean takesReferences) {
        this.wanted = wanted;
        this.children = children;
        this.takesReferences = takesReferences;
    }

    @Override
    public String name() {
        return "foreign-keys";
    }

    @Override
    public List<Finding> look(Facts facts) {
        List<ForeignKey> keys = facts.here().foreignKeys();
        if (keys.isEmpty()) {
            return List.of();
        }
        if (wanted == ForeignKeys.REFUSE) {
            return List.of(Finding.blocks(
                    ExitCode.UNSUPPORTED_TABLE,
                    facts.table().name() + " has foreign keys: " + listed(keys, _ -> true),
                    "--foreign-keys=rebuild makes them anew with the swap, rows unchecked; or drop them first"));
        }
        List<Finding> findings = new ArrayList<>();
        if (keys.stream().anyMatch(key -> cascading(key, facts))) {
            findings.add(Finding.blocks(
                    ExitCode.UNSUPPORTED_TABLE,
                    "rows of " + facts.table().name()
                            + " change or go with those of another table, and this server does not log" + " that: "
                            + listed(keys, key -> cascading(key, facts)),
                    "make these keys anew without CASCADE and SET NULL first, or change the table another way"));
        }
        if (!children && keys.stream().anyMatch(ForeignKeyCheck::ofChild)) {
            findings.add(Finding.blocks(
                    ExitCode.UNSUPPORTED_TABLE,
                    "other tables refer to " + facts.table().name()
                            + ", and this server can't keep them locked through the"
                            + " swap, after which they are to refer to the new table: "
                            + listed(keys, ForeignKeyCheck::ofChild),
                    "drop these keys first and make them anew afterwards, or change the table another way"));
        }
        findings.addAll(allowed(keys, facts));
        return findings.isEmpty()
                ? List.of(Finding.notes(
                        "foreign keys are made anew with the swap, rows unchecked: " + listed(keys, _ -> true)))
                : findings;
    }

    private List<Finding> allowed(List<ForeignKey> keys, Facts facts) {
        var grants = facts.server().account().grants();
        List<String> lacks = Stream.concat(
                        keys.stream()
                                .filter(ForeignKeyCheck::ofChild)
                                .filter(_ -> children)
                                .map(ForeignKey::schema)
                                .distinct()
                                .flatMap(schema -> ON_CHILD.stream()
                                        .filter(privilege -> !grants.on(schema, privilege))
                                        .map(privilege -> on(privilege, schema))),
                        keys.stream()
                                .filter(key -> takesReferences && (key.own() || children))
                                .map(ForeignKey::parentSchema)
                                .distinct()
                                .filter(schema -> !grants.on(schema, "REFERENCES"))
                                .map(schema -> on("REFERENCES", schema)))
                .toList();
        return lacks.isEmpty()
                ? List.of()
                : List.of(Finding.blocks(
                        ExitCode.MISSING_PRIVILEGE,
                        "to make foreign keys anew the user "
                                + facts.server().account().name() + " lacks " + String.join(", ", lacks),
                        "grant it, or drop these keys first"));
    }

    private static String on(String privilege, String schema) {
        return privilege + " ON `" + schema.replace("`", "``") + "`.*";
    }

    /** Since 9.6 the server's own layer sees to keys, and logs it, unless InnoDB is told to (innodb_native_foreign_keys). */
    private static boolean cascading(ForeignKey key, Facts facts) {
        return key.own()
                && key.cascades()
                && !facts.variables().text("innodb_native_foreign_keys").equals("OFF");
    }

    private static boolean ofChild(ForeignKey key) {
        return key.pointing() && !key.own();
    }

    private static String listed(List<ForeignKey> keys, Predicate<ForeignKey> those) {
        return keys.stream().filter(those).map(ForeignKey::text).collect(Collectors.joining(", "));
    }
}
