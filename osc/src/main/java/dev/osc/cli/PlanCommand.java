// SPDX-License-Identifier: Apache-2.0
package dev.osc.cli;

import dev.osc.cli.options.ChangeOptions;
import dev.osc.cli.options.ConnectionOptions;
import dev.osc.cli.options.ForeignKeyOptions;
import dev.osc.cli.options.LogOptions;
import dev.osc.cli.options.Mistakes;
import dev.osc.config.ServerAddress;
import dev.osc.engine.Engine;
import dev.osc.engine.Engines;
import dev.osc.failure.ExitCode;
import dev.osc.failure.OscException;
import dev.osc.plan.Finding;
import dev.osc.plan.Plan;
import dev.osc.plan.PlanJson;
import dev.osc.plan.PlanText;
import dev.osc.plan.Refusal;
import dev.osc.run.Planning;
import dev.osc.schema.TableName;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code osc plan}: tells what {@code osc run} would do. */
@Command(
        name = "plan",
        description =
                "Prints what 'osc run' with the same options would do; an empty shadow is made and dropped again.")
final class PlanCommand implements SubCommand {

    @Mixin
    ConnectionOptions connection = new ConnectionOptions();

    @Mixin
    ChangeOptions change = new ChangeOptions();

    @Mixin
    ForeignKeyOptions keys = new ForeignKeyOptions();

    @Mixin
    LogOptions logging = new LogOptions();

    @Option(
            names = "--no-direct",
            description = "Plan a shadow table even where the server could make the change in place at once.")
    boolean noDirect;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "text or json, on standard output (default: ${DEFAULT-VALUE}).")
    String format = "text";

    @Override
    public LogOptions logging() {
        return logging;
    }

    @Override
    public void check(Mistakes mistakes) {
        connection.check(mistakes);
        change.check(mistakes);
        if (!json() && !format.equals("text")) {
            mistakes.add("--format " + format + " is neither text nor json");
        }
        logging.check(mistakes);
    }

    @Override
    public Integer call() throws InterruptedException {
        logging.apply();
        ServerAddress address = connection.address();
        String text = change.text();
        try (Interruptible _ = Interruptible.here();
                Engine engine = Engines.open(address, keys.settings())) {
            TableName table = engine.planner()
                    .tableOf(text, address.database(), change.table().orElse(""));
            Plan plan = planned(engine, table, text);
            if (Thread.interrupted()) {
                throw new InterruptedException("a statement does not hear of it");
            }
            System.out.print(json() ? PlanJson.of(plan) : PlanText.of(plan));
            Refusal.onBlocking(plan.source(), plan.findings());
            return ExitCode.DONE.number();
        }
    }

    private boolean json() {
        return format.equals("json");
    }

    /** A program that asked for JSON gets some, also of what ends the planning before there is a plan. */
    private Plan planned(Engine engine, TableName table, String text) {
        try {
            return new Planning(engine).plan(table, text, !noDirect);
        } catch (OscException refusal) {
            if (json()) {
                Finding finding =
                        Finding.blocks(refusal.code(), String.valueOf(refusal.getMessage()), refusal.nextStep());
                System.out.print(PlanJson.of(Plan.refused(table, List.of(finding.by("planning")))));
            }
            throw refusal;
        }
    }
}
