// SPDX-License-Identifier: Apache-2.0
package dev.osc.control;

import dev.osc.progress.Pace;
import dev.osc.run.Controls;
import dev.osc.status.Status;
import dev.osc.status.StatusText;
import dev.osc.throttle.Thresholds;
import dev.osc.throttle.Tunable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The commands of a run: what its {@link Controls} offer. */
public final class RunCommands {

    private final Controls controls;
    private final Supplier<Status> status;

    private RunCommands(Controls controls, Supplier<Status> status) {
        this.controls = controls;
        this.status = status;
    }

    /** A console for the run. */
    public static Console console(Controls controls, Supplier<Status> status, Console.Audit audit) {
        return new Console(new RunCommands(controls, status).all(), audit);
    }

    /** How they are called. */
    public static List<String> names() {
        List<String> names = new ArrayList<>(List.of("status", "sup", "coordinates", "chunk-size", "chunk-time"));
        names.addAll(List.of("dml-batch-size", "copy-workers", "nice-ratio"));
        new Thresholds().all().forEach(each -> names.add(each.name()));
        names.addAll(
                List.of("throttle", "pause", "no-throttle", "resume", "postpone", "unpostpone", "cut-over", "panic"));
        names.add("help");
        return names;
    }

    private List<Command> all() {
        Pace pace = controls.pace();
        List<Command> all = new ArrayList<>();
        all.add(new Command("status", "", "where the run stands, in full", Command.Effect.NONE, (_, _) -> full()));
        all.add(new Command("sup", "", "where it stands, in a line", Command.Effect.NONE, (_, _) -> brief()));
        all.add(new Command(
                "coordinates",
                "",
                "up to where the log was applied",
                Command.Effect.NONE,
                (_, _) -> Answer.of(status.get().stream().position())));
        all.add(number(
                "chunk-size",
                "ROWS",
                "a chunk copies no more rows",
                10,
                1_000_000,
                () -> pace.chunkRows(),
                value -> pace.chunkRows(value.intValue())));
        all.add(number(
                "chunk-time",
                "MILLIS",
                "what a chunk aims to take",
                5,
                60_000,
                () -> pace.chunkTime().toMillis(),
                value -> pace.chunkTime(Duration.ofMillis(value))));
        all.add(number(
                "dml-batch-size",
                "ROWS",
                "a batch of replayed changes takes no more rows",
                10,
                100_000,
                () -> pace.flushRows(),
                value -> pace.flushRows(value.intValue())));
        all.add(number(
                "copy-workers",
                "N",
                "chunks copied at once",
                1,
                64,
                () -> pace.copyWorkers(),
                value -> pace.copyWorkers(value.intValue())));
        all.add(nice(pace));
        thresholds(all);
        steering(all);
        return all;
    }

    private void thresholds(List<Command> all) {
        for (Tunable<?> each : controls.thresholds().all()) {
            all.add(new Command(each.name(), each.argument(), each.help(), effect(each.name()), (value, _) -> {
                if (!value.equals("?")) {
                    each.set(value);
                }
                return Answer.of(each.name() + " = " + each);
            }));
        }
    }

    private static Command.Effect effect(String name) {
        return switch (name) {
            case "throttle-control-replicas", "throttle-query", "throttle-http", "replication-lag-query" ->
                Command.Effect.REACHES;
            default -> Command.Effect.STEERS;
        };
    }

    private void steering(List<Command> all) {
        for (String name : List.of("throttle", "pause")) {
            all.add(new Command(
                    name,
                    "",
                    "copy, flush and compare nothing until told otherwise",
                    Command.Effect.STEERS,
                    (_, who) -> {
                        controls.throttle().hold("paused by " + who, System.nanoTime());
                        return Answer.of("the run waits; 'resume' lets it go on");
                    }));
        }
        for (String name : List.of("no-throttle", "resume")) {
            all.add(new Command(
                    name, "", "go on; what other sources say still holds", Command.Effect.STEERS, (_, _) -> {
                        controls.throttle().release(System.nanoTime());
                        String still =
                                controls.throttle().state(System.nanoTime()).reason();
                        return Answer.of(still.isEmpty() ? "the run goes on" : "the run still waits: " + still);
                    }));
        }
        all.add(new Command("postpone", "", "don't swap until told otherwise", Command.Effect.STEERS, (_, who) -> {
            controls.leave().postpone(who);
            return Answer.of("the swap waits; 'cut-over' lets it go on");
        }));
        for (String name : List.of("unpostpone", "cut-over")) {
            all.add(new Command(
                    name, "", "swap as soon as all is copied, flag file or not", Command.Effect.STEERS, (_, _) -> {
                        controls.leave().grant();
                        return Answer.of("nothing speaks against the swap");
                    }));
        }
        all.add(new Command(
                "panic", "", "stop at once; the same 'osc run' goes on", Command.Effect.STEERS, (_, who) -> {
                    controls.stop().now("panic by " + who);
                    return Answer.of("the run stops; the same 'osc run' goes on with it");
                }));
    }

    private static Command number(
            String name,
            String argument,
            String help,
            long least,
            long most,
            Supplier<Number> get,
            Consumer<Long> set) {
        return new Command(name, argument, help, Command.Effect.STEERS, (value, _) -> {
            if (!value.equals("?")) {
                set.accept(Tunable.whole(value, least, most));
            }
            return Answer.of(name + " = " + get.get());
        });
    }

    private static Command nice(Pace pace) {
        String help = "after each chunk rest so many times as long as it took";
        return new Command("nice-ratio", "RATIO", help, Command.Effect.STEERS, (value, _) -> {
            if (!value.equals("?")) {
                pace.niceRatio(ratio(value));
            }
            return Answer.of("nice-ratio = " + pace.niceRatio());
        });
    }

    private static double ratio(String value) {
        if (value.matches("\\d{1,3}(\\.\\d{1,6})?") && Double.parseDouble(value) <= 100) {
            return Double.parseDouble(value);
        }
        throw new IllegalArgumentException("'" + value + "' is no number from 0 to 100");
    }

    private Answer brief() {
        Status now = status.get();
        return new Answer(true, List.of(now.line()), now);
    }

    private Answer full() {
        Status now = status.get();
        List<String> lines = new ArrayList<>(List.of(now.line()));
        lines.add("change: " + now.change());
        lines.add(String.format(
                Locale.ROOT,
                "running for %.0f s, in this phase for %.0f s, waited %.0f s in all",
                now.elapsedSeconds(),
                now.phaseSeconds(),
                now.throttle().seconds()));
        lines.add(String.format(
                Locale.ROOT,
                "chunk-time=%d chunk-size=%d dml-batch-size=%d nice-ratio=%s copy-workers=%d of %d, at %.0f %% of it;"
                        + " a chunk takes %.0f ms",
                now.pace().chunkTimeMillis(),
                now.pace().chunkRows(),
                now.pace().flushRows(),
                now.pace().niceRatio(),
                now.pace().copyWorkers(),
                now.pace().copyWorkersMost(),
                now.pace().share() * 100,
                now.pace().chunkMillis()));
        lines.add("log applied up to " + now.stream().position());
        now.throttle().sources().forEach(line -> lines.add(StatusText.source(line)));
        if (now.swapWaitsFor() != null) {
            lines.add("the swap is postponed: " + now.swapWaitsFor());
        }
        return new Answer(true, lines, now);
    }
}
