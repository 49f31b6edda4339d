// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.mysql.alter;

import dev.osc.plan.AlterReading.NoSuchName;
import dev.osc.plan.AlterReading.Problem;
import dev.osc.plan.Clause;
import dev.osc.plan.NearestNames;
import dev.osc.schema.Column;
import dev.osc.schema.Key;
import dev.osc.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Holds the clauses against the source: what they name must exist, and gets the server's spelling. Whether they fit
 * together is the server's to say, when the ALTER is tried on the empty shadow. Not thread-safe.
 */
final class ClauseCheck {

    private final Table source;
    private final ClauseSink found;
    private final List<Clause> checked = new ArrayList<>();
    private @Nullable Problem problem;

    ClauseCheck(Table source, ClauseSink found) {
        this.source = source;
        this.found = found;
    }

    /** The first problem, or null. */
    @Nullable
    Problem run() {
        found.clauses().forEach(clause -> checked.add(spelt(clause)));
        found.droppedConstraints().forEach(this::dropConstraint);
        Stream.concat(
                        found.neighbours().stream(),
                        found.clauses().stream()
                                .flatMap(c -> c instanceof Clause.AddKey key ? key.columns().stream() : Stream.of()))
                .forEach(this::mustExistAfterwards);
        return problem;
    }

    List<Clause> clauses() {
        return checked;
    }

    private Clause spelt(Clause clause) {
        return switch (clause) {
            case Clause.DropColumn c -> new Clause.DropColumn(column(c.name()));
            case Clause.RenameColumn c -> new Clause.RenameColumn(column(c.from()), c.to());
            case Clause.RedefineColumn c -> new Clause.RedefineColumn(column(c.from()), kept(c.from(), c.to()));
            case Clause.AdjustColumn c -> new Clause.AdjustColumn(column(c.name()));
            case Clause.DropKey c -> dropKey(c.name());
            case Clause.RenameKey c -> new Clause.RenameKey(key(c.from()), c.to());
            case Clause.AdjustKey c -> new Clause.AdjustKey(key(c.name()));
            case Clause.DropPrimaryKey c -> {
                key("PRIMARY");
                yield c;
            }
            default -> clause;
        };
    }

    private Clause dropKey(String name) {
        String spelt = key(name);
        return isPrimary(spelt) ? new Clause.DropPrimaryKey() : new Clause.DropKey(spelt);
    }

    /** Whether there is a CHECK of that name the server says. */
    private void dropConstraint(Clause.AlterCheck constraint) {
        boolean key = keyNames().stream().anyMatch(constraint.name()::equalsIgnoreCase);
        checked.add(key ? dropKey(constraint.name()) : constraint);
    }

    private boolean isPrimary(String keyName) {
        return source.keys().stream().anyMatch(k -> k.primary() && k.name().equalsIgnoreCase(keyName));
    }

    /**
     * MODIFY of {@code ID} leaves the column's name as it is spelt: {@code id}. CHANGE gives the name that is
     * written.
     */
    private String kept(String from, String to) {
        return from.equals(to) ? column(from) : to;
    }

    private String column(String name) {
        return source.column(name).map(Column::name).orElseGet(() -> missing("column", name, columnNames()));
    }

    private String key(String name) {
        return keyNames().stream()
                .filter(name::equalsIgnoreCase)
                .findFirst()
                .orElseGet(() -> missing("key", name, keyNames()));
    }

    private void mustExistAfterwards(String name) {
        boolean isNew = found.clauses().stream().anyMatch(clause -> switch (clause) {
            case Clause.AddColumn c -> c.name().equalsIgnoreCase(name);
            case Clause.RenameColumn c -> c.to().equalsIgnoreCase(name);
            case Clause.RedefineColumn c -> c.to().equalsIgnoreCase(name);
            default -> false;
        });
        if (!isNew) {
            column(name);
        }
    }

    private String missing(String kind, String name, List<String> names) {
        complain(new NoSuchName(kind, name, source.name(), NearestNames.of(name, names)));
        return name;
    }

    private void complain(Problem found) {
        if (problem == null) {
            problem = found;
        }
    }

    private List<String> columnNames() {
        return source.columns().stream().map(Column::name).toList();
    }

    private List<String> keyNames() {
        return source.keys().stream().map(Key::name).toList();
    }
}
