// SPDX-License-Identifier: Apache-2.0
package dev.osc.run;

import dev.osc.checkpoint.StateTables;
import dev.osc.config.Throttling;
import dev.osc.engine.Engine;
import dev.osc.progress.CommitTimes;
import dev.osc.schema.TableName;
import dev.osc.throttle.Adapting;
import dev.osc.throttle.CommitSource;
import dev.osc.throttle.CriticalLoad;
import dev.osc.throttle.Discovery;
import dev.osc.throttle.FlagFiles;
import dev.osc.throttle.GaugeSource;
import dev.osc.throttle.Heart;
import dev.osc.throttle.Heartbeat;
import dev.osc.throttle.HeartbeatRow;
import dev.osc.throttle.Hosts;
import dev.osc.throttle.HttpSource;
import dev.osc.throttle.LoadSource;
import dev.osc.throttle.QuerySource;
import dev.osc.throttle.ReplicaSource;
import dev.osc.throttle.Session;
import dev.osc.throttle.Source;
import dev.osc.throttle.StandbySource;
import dev.osc.throttle.Thresholds;
import dev.osc.throttle.Throttle;
import dev.osc.throttle.Watchings;
import dev.osc.throttle.WindowSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Lets an operator's {@link Controls} act on a run: what is to be watched is watched, what it says holds. */
final class Governing {

    private static final Duration TICK = Duration.ofMillis(100);
    private static final String OF_REPLICAS = "replica-lag ";

    private final Engine engine;
    private final Controls controls;
    private final CommitTimes commits;
    private final Clock clock;
    private final Heartbeat heartbeat = new Heartbeat();
    private final HeartbeatRow row;
    private final Discovery discovery;

    Governing(Engine engine, Controls controls, TableName source, CommitTimes commits, Clock clock) {
        this.engine = engine;
        this.controls = controls;
        this.commits = commits;
        this.clock = clock;
        this.row = new HeartbeatRow(
                engine.dialect().quote(StateTables.heartbeats(source)),
                source.table(),
                engine.dialect().tableOptions());
        this.discovery = new Discovery(engine.gauges(), controls.thresholds().discover::get, engine.plain()::open);
    }

    /** Until the crew is stopped. */
    void begin(Crew crew) {
        crew.start(
                "heartbeat-1",
                new Heart(
                        heartbeat, row, engine.plain()::open, () -> !replicas().isEmpty())::run);
        Watchings watchings = new Watchings(controls.throttle());
        sources(watchings);
        crew.start("throttle-1", () -> tick(watchings));
    }

    private void sources(Watchings watchings) {
        Thresholds thresholds = controls.thresholds();
        Throttling throttling = controls.settings().throttling();
        Session.Opening opening = engine.plain()::open;
        watchings.watch(new LoadSource(thresholds.maxLoad, engine.gauges(), opening));
        watchings.watch(new CriticalLoad(
                new LoadSource(thresholds.criticalLoad, engine.gauges(), opening), thresholds, controls.stop()::now));
        watchings.watch(new QuerySource(thresholds.query::get, opening));
        watchings.watch(new HttpSource(thresholds.http::get));
        watchings.watch(new CommitSource(thresholds.commit::get, commits));
        watchings.watch(GaugeSource.atMost(thresholds.history, "", engine.gauges()::history, opening));
        watchings.watch(GaugeSource.atMost(thresholds.retainedLog, " MiB", engine.gauges()::retainedLog, opening));
        watchings.watch(GaugeSource.atLeast(thresholds.freeDisk, " MiB", engine.gauges()::freeDisk, opening));
        watchings.watch(new WindowSource(thresholds.runWindow::get, clock));
        if (!throttling.flagFiles().isEmpty()) {
            watchings.watch(new FlagFiles(throttling.flagFiles()));
        }
        watchings.watch(discovery);
        watchings.watch(new StandbySource(
                engine.gauges(),
                () -> thresholds.discover.get() == Thresholds.Switch.ON ? thresholds.lag.get() : 0,
                opening));
        watchings.keep(OF_REPLICAS, wanted());
    }

    private void tick(Watchings watchings) throws InterruptedException {
        Adapting adapting = new Adapting();
        WaitingLog telling = new WaitingLog();
        Path panic = controls.settings().throttling().panicFile();
        try (watchings) {
            while (true) {
                Thread.sleep(TICK);
                watchings.keep(OF_REPLICAS, wanted());
                Throttle throttle = controls.throttle();
                long now = System.nanoTime();
                throttle.tick(now);
                Throttle.State state = throttle.state(now);
                telling.look(state);
                boolean adaptive = controls.thresholds().adaptive.get() == Thresholds.Switch.ON;
                controls.pace().share(adaptive ? adapting.look(state, now) : 1);
                if (panic != null && Files.exists(panic)) {
                    controls.stop().now(panic + " is there");
                }
            }
        }
    }

    private Set<Hosts.Host> replicas() {
        Set<Hosts.Host> all =
                new LinkedHashSet<>(controls.thresholds().replicas.get().all());
        all.addAll(discovery.found());
        return all;
    }

    private Map<String, Supplier<Source>> wanted() {
        Thresholds thresholds = controls.thresholds();
        Map<String, Supplier<Source>> wanted = new LinkedHashMap<>();
        for (Hosts.Host host : replicas()) {
            wanted.put(
                    OF_REPLICAS + host,
                    () -> new ReplicaSource(
                            OF_REPLICAS + host,
                            heartbeat,
                            row,
                            thresholds.lag::get,
                            thresholds.lagQuery::get,
                            engine.elsewhere().apply(host)::open));
        }
        return wanted;
    }
}
