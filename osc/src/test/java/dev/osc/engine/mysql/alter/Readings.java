// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.mysql.alter;

import dev.osc.plan.AlterReading;
import dev.osc.plan.Clause;
import dev.osc.plan.ParsedAlter;
import java.util.stream.Collectors;

/** Writes what a parser read in one line, for tables of cases. */
final class Readings {

    private Readings() {}

    static String brief(AlterReading reading) {
        return switch (reading) {
            case ParsedAlter alter ->
                alter.clauses().stream().map(Readings::brief).collect(Collectors.joining("; "));
            case AlterReading.Problem problem -> "! " + problem.message();
        };
    }

    private static String brief(Clause clause) {
        return switch (clause) {
            case Clause.AddColumn c -> "add " + c.name() + " " + c.value();
            case Clause.DropColumn c -> "drop " + c.name();
            case Clause.RenameColumn c -> "rename " + c.from() + " > " + c.to();
            case Clause.RedefineColumn c -> "redefine " + c.from() + (c.from().equals(c.to()) ? "" : " > " + c.to());
            case Clause.AdjustColumn c -> "adjust " + c.name();
            case Clause.AddKey c -> "key " + c.type() + " " + (c.name() == null ? "?" : c.name()) + " " + c.columns();
            case Clause.DropKey c -> "drop key " + c.name();
            case Clause.DropPrimaryKey c -> "drop primary key";
            case Clause.RenameKey c -> "rename key " + c.from() + " > " + c.to();
            case Clause.AdjustKey c -> "adjust key " + c.name();
            case Clause.AddCheck c -> "check";
            case Clause.AlterCheck c -> "alter check " + c.name() + " at " + c.at();
            case Clause.ConvertText c ->
                "convert to " + c.charset() + " " + (c.collation() == null ? "?" : c.collation());
            case Clause.SetOption c -> c.name() + "=" + c.value();
            case Clause.Repartition c -> "partitions: " + c.what();
            case Clause.Rebuild c -> "rebuild";
        };
    }
}
