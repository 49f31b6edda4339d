// SPDX-License-Identifier: Apache-2.0
package dev.osc.page;

import dev.osc.run.Watcher;
import dev.osc.status.Status;
import dev.osc.throttle.Throttle;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The status as Prometheus reads it; {@code docs/metrics.md} tells each name. One scrape shows one status. What nobody knows yet is
 * left out. Thread-safe.
 */
final class Metrics implements AutoCloseable {

    /** Numbers with labels, or that may be missing: registered anew for each scrape. */
    private record Several(MultiGauge gauge, Function<Status, List<MultiGauge.Row<?>>> rows) {}

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics collections = new JvmGcMetrics();
    private final Supplier<Status> source;
    private final List<Several> several = new ArrayList<>();
    private volatile Status now;

    Metrics(Supplier<Status> source) {
        this.source = source;
        this.now = source.get();
        rows();
        stream();
        pace();
        throttle();
        run();
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        collections.bindTo(registry);
    }

    static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";

    synchronized String scrape() {
        Status seen = source.get();
        now = seen;
        several.forEach(each -> each.gauge().register(each.rows().apply(seen), true));
        return registry.scrape();
    }

    private void rows() {
        gauge(
                "osc.rows.done",
                "copied, or compared while that goes on",
                now -> now.rows().done());
        gauge(
                "osc.rows.estimated",
                "the optimizer's guess of how many there are",
                now -> now.rows().estimated());
        gauge("osc.rows.per.second", "over the last seconds", now -> now.rows().perSecond());
        gauge("osc.rows.differing", "found by the comparison", now -> now.rows().differing());
        gauge(
                "osc.progress.ratio",
                "of the phase's rows, 0 to 1",
                now -> now.rows().percent() / 100);
        maybe(
                "osc.eta.seconds",
                "left of the phase",
                now -> now.eta() == null ? null : now.eta().seconds());
        maybe(
                "osc.eta.error.seconds",
                "more or less",
                now -> now.eta() == null ? null : now.eta().error());
    }

    private void stream() {
        counter(
                "osc.changes",
                "keys delivered by the change stream",
                now -> now.stream().changes());
        counter(
                "osc.keys.flushed",
                "keys brought up to date",
                now -> now.stream().flushed());
        gauge("osc.pending.keys", "changed keys that wait", now -> now.stream().pending());
        gauge("osc.pending.bytes", "memory that they take", now -> now.stream().pendingBytes());
        maybe(
                "osc.stream.lag.seconds",
                "how far the stream is behind",
                now -> now.stream().lagSeconds());
        maybeLong(
                "osc.log.retained.bytes",
                "log kept for this run alone",
                now -> now.stream().retainedBytes());
    }

    private void pace() {
        counter("osc.chunks", "chunks copied", now -> now.pace().chunks());
        gauge("osc.chunk.seconds", "what one took lately", now -> now.pace().chunkMillis() / 1e3);
        gauge(
                "osc.chunk.target.seconds",
                "what one aims to take",
                now -> now.pace().chunkTimeMillis() / 1e3);
        gauge(
                "osc.copy.workers",
                "chunks at once, as allowed now",
                now -> now.pace().copyWorkers());
        gauge("osc.copy.workers.most", "as they can be", now -> now.pace().copyWorkersMost());
        gauge("osc.pace.share", "of the pace that is gone at", now -> now.pace().share());
        gauge("osc.nice.ratio", "rest after a chunk", now -> now.pace().niceRatio());
    }

    private void throttle() {
        gauge("osc.throttled", "1 while the run waits", now -> now.throttle().now() ? 1 : 0);
        counter("osc.throttled.seconds", "waited in all", now -> now.throttle().seconds());
        sources("osc.throttle.source.value", "what it shows", Throttle.Line::number);
        sources("osc.throttle.source.limit", "what that is held against", Throttle.Line::limit);
        sources("osc.throttle.source.over", "1 while it makes the run wait", line -> line.over() ? 1.0 : 0.0);
        sources("osc.throttle.source.readable", "0 while it can't be read", line -> line.readable() ? 1.0 : 0.0);
    }

    private void run() {
        gauge("osc.elapsed.seconds", "since the run began", Status::elapsedSeconds);
        gauge("osc.copy.seconds", "of the copy so far", Status::copySeconds);
        gauge("osc.phase.seconds", "since the phase began", Status::phaseSeconds);
        gauge(
                "osc.swap.postponed",
                "1 while something speaks against the swap",
                now -> now.swapWaitsFor() == null ? 0 : 1);
        several(
                "osc.phase",
                "1 for the present one",
                now -> Stream.of(Watcher.Phase.values())
                        .map(Watcher.Phase::text)
                        .<MultiGauge.Row<?>>map(
                                name -> MultiGauge.Row.of(Tags.of("phase", name), name.equals(now.phase()) ? 1 : 0))
                        .toList());
        several(
                "osc.run",
                "always 1; what it is of",
                now -> List.of(MultiGauge.Row.of(Tags.of("table", now.table(), "migration", now.migration()), 1)));
    }

    private void gauge(String name, String about, ToDoubleFunction<Status> number) {
        Supplier<Number> read = () -> number.applyAsDouble(now);
        Gauge.builder(name, read).description(about).register(registry);
    }

    private void counter(String name, String about, ToDoubleFunction<Status> number) {
        FunctionCounter.builder(name, this, self -> number.applyAsDouble(self.now))
                .description(about)
                .register(registry);
    }

    private void maybe(String name, String about, Function<Status, @Nullable Double> number) {
        several(name, about, now -> {
            Double known = number.apply(now);
            return known == null ? List.of() : List.of(MultiGauge.Row.of(Tags.empty(), known));
        });
    }

    private void maybeLong(String name, String about, Function<Status, @Nullable Long> number) {
        maybe(name, about, now -> {
            Long known = number.apply(now);
            return known == null ? null : known.doubleValue();
        });
    }

    private void sources(String name, String about, Function<Throttle.Line, @Nullable Double> number) {
        several(name, about, now -> {
            List<MultiGauge.Row<?>> rows = new ArrayList<>();
            for (Throttle.Line line : now.throttle().sources()) {
                Double known = number.apply(line);
                if (known != null) {
                    rows.add(MultiGauge.Row.of(Tags.of("source", line.source()), known));
                }
            }
            return rows;
        });
    }

    private void several(String name, String about, Function<Status, List<MultiGauge.Row<?>>> rows) {
        several.add(new Several(MultiGauge.builder(name).description(about).register(registry), rows));
    }

    @Override
    public void close() {
        collections.close();
        registry.close();
    }
}
