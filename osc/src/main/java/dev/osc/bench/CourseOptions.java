// SPDX-License-Identifier: Apache-2.0
package dev.osc.bench;

import dev.osc.bench.Course.Aim;
import dev.osc.bench.peer.Installed;
import dev.osc.bench.peer.Peer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The options of every course. */
final class CourseOptions {

    /** How peers take part. */
    enum Forms {
        /** With no more options than they need to start. */
        PLAIN,
        /** With those that make them fast here. */
        TUNED,
        BOTH
    }

    @Option(names = "--rounds", paramLabel = "N", description = "How often each contestant runs.")
    int rounds = 3;

    @Option(names = "--tps", paramLabel = "N", description = "Transactions a second of the load, 19 statements each.")
    int tps = 120;

    @Option(names = "--threads", paramLabel = "N", description = "Sessions of the load.")
    int threads = 8;

    @Option(
            names = "--before",
            paramLabel = "SECONDS",
            description = "How long the load runs before a contestant starts.")
    int before = 10;

    @Option(
            names = "--peer",
            paramLabel = "NAME=PATH",
            description = "Another tool that takes part, and where its program is; docs/benchmark.md has their names.")
    Map<String, Path> peers = new LinkedHashMap<>();

    @Option(names = "--peer-forms", paramLabel = "FORMS", description = "${COMPLETION-CANDIDATES}: how peers run.")
    Forms forms = Forms.BOTH;

    @Option(names = "--peer-limit", paramLabel = "SECONDS", description = "How long a run of a peer may take.")
    int peerLimit = 900;

    @Option(
            names = "--only",
            paramLabel = "CONTESTANT",
            split = ",",
            description = "Some of them, in any order, as the JSON names them.")
    List<String> only = new ArrayList<>();

    @Option(names = "--json", paramLabel = "FILE", description = "Also write every figure of every round there.")
    @Nullable
    Path json;

    @Option(names = "--svg", paramLabel = "FILE", description = "Also draw a picture of it there.")
    @Nullable
    Path svg;

    @Parameters(paramLabel = "-- OPTION", description = "More options for osc run.", arity = "0..*")
    List<String> oscOptions = new ArrayList<>();

    @Spec(Spec.Target.MIXEE)
    @Nullable
    CommandSpec spec;

    /**
     * Who takes part: first all on an idle server, then all under load.
     *
     * @param own the server's own
     * @param known those that {@code --peer} may name
     * @param osc osc's on an idle server
     * @throws InterruptedException while a peer is asked for its version
     */
    List<Entry> entries(List<Entry> own, List<Peer> known, String alter, List<Entry> osc) throws InterruptedException {
        List<PeerRebuild> called = called(known, alter);
        List<Entry> entries = new ArrayList<>(own);
        called.forEach(peer -> entries.add(peer.entry(false)));
        entries.addAll(osc);
        called.forEach(peer -> entries.add(peer.entry(true)));
        entries.add(OscRebuild.entry(Contestant.OSC_UNDER_LOAD, "osc, under load", true, alter, oscOptions));
        return chosen(entries);
    }

    private List<PeerRebuild> called(List<Peer> known, String alter) throws InterruptedException {
        for (String name : peers.keySet()) {
            if (known.stream().noneMatch(peer -> peer.name().equals(name))) {
                throw wrong("--peer " + name + ": there are "
                        + known.stream().map(Peer::name).collect(Collectors.joining(", ")));
            }
        }
        List<PeerRebuild> called = new ArrayList<>();
        for (Peer peer : known) {
            Path program = peers.get(peer.name());
            if (program != null) {
                Installed installed = Installed.of(peer, program);
                System.out.println(peer.name() + ": " + installed.version());
                for (boolean tuned : forms == Forms.BOTH ? List.of(false, true) : List.of(forms == Forms.TUNED)) {
                    called.add(new PeerRebuild(peer, installed, tuned, alter, Duration.ofSeconds(peerLimit)));
                }
            }
        }
        return called;
    }

    private List<Entry> chosen(List<Entry> entries) {
        List<String> ids =
                entries.stream().map(entry -> entry.contestant().id()).toList();
        List<String> wanted = only.stream()
                .map(id -> id.toLowerCase(Locale.ROOT).replace("osc_", "osc-").replace("under_load", "under-load"))
                .toList();
        wanted.stream().filter(id -> !ids.contains(id)).findFirst().ifPresent(id -> {
            throw wrong("--only " + id + ": there are " + String.join(", ", ids));
        });
        return entries.stream()
                .filter(entry ->
                        wanted.isEmpty() || wanted.contains(entry.contestant().id()))
                .toList();
    }

    private CommandLine.ParameterException wrong(String what) {
        CommandSpec command = spec;
        if (command == null) {
            throw new IllegalStateException("not a command's options");
        }
        return new CommandLine.ParameterException(command.commandLine(), what);
    }

    /** Runs it on that ground and tells the figures. */
    void run(Ground ground, String server, int rows, List<Entry> entries, List<Aim> aims)
            throws SQLException, InterruptedException, IOException {
        CommandSpec command = spec;
        List<String> typed = command == null
                ? List.of()
                : command.root().commandLine().getParseResult().originalArgs();
        Course course = new Course(
                server,
                ground.alter(),
                rows,
                rounds,
                tps,
                threads,
                Duration.ofSeconds(before),
                entries.stream().map(Entry::contestant).toList(),
                aims,
                Machine.origin(typed));
        Result result;
        try (var running = ground.start()) {
            result = new Rounds(course, entries, ground, running, System.out).run();
        }
        System.out.print(ResultTable.of(result));
        if (json != null) {
            ResultJson.write(result, json);
        }
        if (svg != null) {
            Files.writeString(svg, ResultPicture.of(result));
        }
    }
}
