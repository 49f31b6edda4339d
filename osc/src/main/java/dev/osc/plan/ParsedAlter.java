// SPDX-License-Identifier: Apache-2.0
package dev.osc.plan;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * An ALTER that osc can carry out, its names checked against the source.
 *
 * @param sql the clauses alone, comments removed, ready to follow {@code ALTER TABLE <name> }; may end in partition
 *     options, so that anything to be added goes in front
 * @param clauses in the order written; never empty
 */
public record ParsedAlter(String sql, List<Clause> clauses) implements AlterReading {

    public ParsedAlter {
        clauses = List.copyOf(clauses);
    }

    public <C extends Clause> Stream<C> all(Class<C> kind) {
        return clauses.stream().filter(kind::isInstance).map(kind::cast);
    }

    public boolean any(Class<? extends Clause> kind) {
        return clauses.stream().anyMatch(kind::isInstance);
    }

    /** The same of a table whose CHECKs have other names. */
    public ParsedAlter checksNamed(UnaryOperator<String> quoted) {
        StringBuilder text = new StringBuilder(sql);
        all(Clause.AlterCheck.class)
                .sorted(Comparator.comparingInt(Clause.AlterCheck::at).reversed())
                .forEach(c -> text.replace(c.at(), c.at() + c.written().length(), quoted.apply(c.name())));
        return new ParsedAlter(
                text.toString(),
                clauses.stream().filter(c -> !(c instanceof Clause.AlterCheck)).toList());
    }

    /** The name that a column of the source bears afterwards; empty where it is dropped. */
    public Optional<String> nameAfter(String sourceColumn) {
        if (all(Clause.DropColumn.class).anyMatch(c -> c.name().equalsIgnoreCase(sourceColumn))) {
            return Optional.empty();
        }
        return Optional.of(moves().filter(m -> m.from().equalsIgnoreCase(sourceColumn))
                .map(Move::to)
                .findFirst()
                .orElse(sourceColumn));
    }

    /** Whether a column of that name, as it stands afterwards, is a new one. */
    public Optional<Clause.AddColumn> added(String shadowColumn) {
        return all(Clause.AddColumn.class)
                .filter(c -> c.name().equalsIgnoreCase(shadowColumn))
                .findFirst();
    }

    /** Whether this column of the source may hold other values, or be computed otherwise, afterwards. */
    public boolean redefines(String sourceColumn) {
        Predicate<Clause.RedefineColumn> same = c -> c.from().equalsIgnoreCase(sourceColumn);
        return all(Clause.RedefineColumn.class).anyMatch(same) || any(Clause.ConvertText.class);
    }

    private Stream<Move> moves() {
        return clauses.stream()
                .map(clause -> switch (clause) {
                    case Clause.RenameColumn c -> new Move(c.from(), c.to());
                    case Clause.RedefineColumn c -> new Move(c.from(), c.to());
                    default -> null;
                })
                .filter(Objects::nonNull);
    }

    private record Move(String from, String to) {}
}
