// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.postgres.plan;

import dev.osc.engine.postgres.direct.Course;
import dev.osc.engine.postgres.direct.Move;
import dev.osc.engine.postgres.session.BriefLocks;
import dev.osc.plan.Step;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The steps of a change on the table itself, each with the lock that it takes. */
final class DirectSteps {

    private final BriefLocks locks;

    DirectSteps(BriefLocks locks) {
        this.locks = locks;
    }

    List<Step> of(Course.Gentle course) {
        Stream<Step> trial = course.trial().isEmpty()
                ? Stream.of()
                : Stream.of(new Step(
                        "try",
                        "what can't be undone is tried and taken back, so that a refusal comes before the rows are read",
                        List.of("BEGIN", course.trial(), "ROLLBACK"),
                        brief("AccessExclusive")));
        return Stream.concat(trial, course.moves().stream().map(this::step)).toList();
    }

    private Step step(Move move) {
        return switch (move) {
            case Move.Brief brief -> new Step(brief.name(), brief.does(), brief.statements(), brief(brief.lock()));
            case Move.Prove prove ->
                new Step(
                        "prove " + prove.wanted(),
                        "all rows are read to prove it; rows written meanwhile keep it already",
                        prove.statements(),
                        "SHARE UPDATE EXCLUSIVE while rows are read: no reader or writer waits, other changes of the table"
                                + " do (and ROW SHARE on the other table of a foreign key)");
            case Move.Build build ->
                new Step(
                        "build " + build.wanted(),
                        "the index is built beside the writers, in two passes; it waits for transactions older than itself",
                        build.statements(),
                        "SHARE UPDATE EXCLUSIVE while it is built: no reader or writer waits, other changes of the table do");
        };
    }

    private String brief(String mode) {
        return switch (mode) {
            case "AccessExclusive" -> "ACCESS EXCLUSIVE for an instant: readers and writers wait; " + budget();
            case "Exclusive", "ShareRowExclusive", "Share" ->
                words(mode) + " for an instant: writers wait, readers do not; " + budget();
            default -> words(mode) + ": no reader or writer waits";
        };
    }

    private String budget() {
        return "it is waited for %d ms at most, %d times, with growing pauses"
                .formatted(locks.patience().toMillis(), locks.limits().most());
    }

    private static String words(String mode) {
        return mode.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toUpperCase(Locale.ROOT);
    }
}
