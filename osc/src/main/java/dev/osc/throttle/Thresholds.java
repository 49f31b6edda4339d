// SPDX-License-Identifier: Apache-2.0
package dev.osc.throttle;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * From where on the run waits; an operator may change them while it goes on. 0, or nothing, is no limit. Thread-safe.
 */
public final class Thresholds {

    private static final long MOST = 1_000_000_000_000L;

    /** As with gh-ost; a replica's lag is looked at from the first replica on. */
    public static final String LAG_MILLIS = "1500";

    /** Milliseconds. */
    public final Tunable<Long> lag = new Tunable<>(
            "max-lag-millis",
            "MILLIS",
            "wait while a replica that is watched is further behind; 0: look at none",
            text -> Tunable.whole(text, 0, MOST),
            Long.parseLong(LAG_MILLIS));

    public final Tunable<Hosts> replicas = new Tunable<>(
            "throttle-control-replicas", "HOST[:PORT],…", "replicas whose lag is watched", Hosts::parse, Hosts.NONE);

    public final Tunable<String> lagQuery = text(
            "replication-lag-query",
            "SQL",
            "asks a replica for its lag in seconds, instead of looking for osc's heartbeat");

    public final Tunable<Loads> maxLoad =
            new Tunable<>("max-load", "NAME=N,…", "wait while the server's load is above", Loads::parse, Loads.NONE);

    public final Tunable<Loads> criticalLoad = new Tunable<>(
            "critical-load",
            "NAME=N,…",
            "stop, or hibernate, when the server's load is above",
            Loads::parse,
            Loads.NONE);

    /** Milliseconds. */
    public final Tunable<Long> criticalAgain = Tunable.number(
            "critical-load-interval-millis", "MILLIS", "look again after so long before it counts", 0, 3_600_000);

    /** Seconds. */
    public final Tunable<Long> hibernate = Tunable.number(
            "critical-load-hibernate-seconds",
            "SECONDS",
            "wait so long at a critical load, instead of stopping",
            0,
            31_536_000);

    public final Tunable<String> query =
            text("throttle-query", "SQL", "wait while it answers a number above 0, or true");

    public final Tunable<Page> http =
            new Tunable<>("throttle-http", "URL", "wait while it answers anything but 2xx", Page::parse, Page.NONE);

    /** Milliseconds. */
    public final Tunable<Long> commit = Tunable.number(
            "max-commit-millis", "MILLIS", "wait while one of osc's commits of the last second took longer", 0, MOST);

    /** See {@link Gauges#history}. */
    public final Tunable<Long> history =
            Tunable.number("max-history", "N", "wait while the server keeps more old state", 0, Long.MAX_VALUE);

    /** Mebibytes. */
    public final Tunable<Long> retainedLog =
            Tunable.number("max-retained-log", "MIB", "wait while the server keeps more of its log", 0, MOST);

    /** Mebibytes. */
    public final Tunable<Long> freeDisk =
            Tunable.number("min-free-disk", "MIB", "wait while the server's disk has less room", 0, MOST);

    public final Tunable<Windows> runWindow =
            new Tunable<>("run-window", "WINDOW;…", "wait outside of these times", Windows::parse, Windows.ALWAYS);

    public final Tunable<Windows> cutOverWindow = new Tunable<>(
            "cut-over-window", "WINDOW;…", "don't swap outside of these times", Windows::parse, Windows.ALWAYS);

    public final Tunable<Switch> discover = new Tunable<>(
            "throttle-discover-replicas",
            "on|off",
            "watch the replicas that are attached; off forgets those that are gone",
            Switch::parse,
            Switch.OFF);

    public final Tunable<Switch> adaptive =
            new Tunable<>("adaptive", "on|off", "slow down before a limit is reached", Switch::parse, Switch.OFF);

    /** One statement: a driver may take several, and what comes behind a query might be anything. */
    private static Tunable<String> text(String name, String argument, String help) {
        return new Tunable<>(
                name,
                argument,
                help,
                typed -> {
                    String one = typed.strip().replaceFirst(";$", "");
                    if (one.contains(";")) {
                        throw new IllegalArgumentException("one query, without ';' in it");
                    }
                    return one;
                },
                "");
    }

    /** All, in the order of the help. */
    public List<Tunable<?>> all() {
        return Arrays.asList(
                lag,
                replicas,
                discover,
                lagQuery,
                maxLoad,
                criticalLoad,
                criticalAgain,
                hibernate,
                query,
                http,
                commit,
                history,
                retainedLog,
                freeDisk,
                runWindow,
                cutOverWindow,
                adaptive);
    }

    /**
     * Sets those that are named.
     *
     * @param typed names and texts; an unknown name is an error of the program
     * @throws IllegalArgumentException with a sentence that names the one that is wrong
     */
    public void set(Map<String, String> typed) {
        typed.forEach((name, text) -> {
            Tunable<?> one = all().stream()
                    .filter(each -> each.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("no threshold " + name));
            try {
                one.set(text);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
            }
        });
    }

    /** On or off, as it is typed. */
    public enum Switch {
        ON,
        OFF;

        static Switch parse(String text) {
            return switch (text.toLowerCase(Locale.ROOT)) {
                case "on", "true", "1" -> ON;
                case "off", "false", "0" -> OFF;
                default -> throw new IllegalArgumentException("'" + text + "' is neither on nor off");
            };
        }

        @Override
        public String toString() {
            return this == ON ? "on" : "off";
        }
    }

    /**
     * A page of the web.
     *
     * @param address null for none
     */
    public record Page(@Nullable URI address) {

        static final Page NONE = new Page(null);

        static Page parse(String text) {
            URI address = URI.create(text);
            boolean web = "http".equalsIgnoreCase(address.getScheme()) || "https".equalsIgnoreCase(address.getScheme());
            if (!web || address.getHost() == null) {
                throw new IllegalArgumentException("'" + text + "' is no http:// or https:// address");
            }
            return new Page(address);
        }

        @Override
        public String toString() {
            return address == null ? "" : address.toString();
        }
    }
}
