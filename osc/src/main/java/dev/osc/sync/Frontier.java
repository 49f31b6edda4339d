// SPDX-License-Identifier: Apache-2.0
package dev.osc.sync;

import dev.osc.schema.KeyRange;
import dev.osc.schema.KeyTuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How far the copy is. One chunker cuts the table from low to high, so chunks touch: everything below the edge is copied
 * except the few chunks in flight, everything above it is not started. Several chunks fly at once and end in any order.
 *
 * <p>The frontier closes with the chunk that has no upper end (I6): from then on nothing is "not started".
 * Not thread-safe.
 */
final class Frontier {

    /** Where a key lies: in a chunk in flight, or in one of the known parts. */
    sealed interface Place permits Known, Flight {}

    enum Known implements Place {
        COPIED,
        NOT_STARTED
    }

    /** The table cut at the bounds: {@code places(i)} holds the keys up to and including {@code bounds(i)}, the last one the rest. */
    record Sections(List<KeyTuple> bounds, List<Place> places) {}

    /**
     * A chunk that is started and not known to be copied, and the keys that wait for it.
     *
     * <p>It is <em>held</em> from a collision until the groups it waits for are flushed: nothing of it runs on the server then, so
     * leftovers in its range may be evicted.
     */
    static final class Flight implements Place {

        final Chunk chunk;
        final KeyQueue waiting = new KeyQueue();
        final Set<ReadyKeys.Group> blockers = new LinkedHashSet<>();
        boolean held;
        boolean copied;

        Flight(Chunk chunk) {
            this.chunk = chunk;
        }
    }

    private final TreeMap<Integer, Flight> flying = new TreeMap<>();
    private final boolean redo;
    private @Nullable KeyTuple edge;
    private boolean closed;
    private int started;
    private @Nullable Sections sections;

    private Frontier(@Nullable KeyTuple edge, boolean closed, boolean redo) {
        this.edge = edge;
        this.closed = closed;
        this.redo = redo;
    }

    static Frontier atBeginning() {
        return new Frontier(null, false, false);
    }

    /** Copied up to the watermark, and above it nobody knows: what starts there clears first. */
    static Frontier resumed(@Nullable KeyTuple watermark) {
        return new Frontier(watermark, false, true);
    }

    static Frontier complete() {
        return new Frontier(null, true, false);
    }

    /** Starts the next chunk, up to and including the bound; null is the open end, and closes the frontier. */
    Flight start(@Nullable KeyTuple high) {
        if (closed) {
            throw new IllegalStateException("the last chunk has been started: nothing is left to start");
        }
        Flight flight = new Flight(new Chunk(started, new KeyRange(edge, high), redo));
        flying.put(started, flight);
        started++;
        edge = high == null ? edge : high;
        closed = high == null;
        sections = null;
        return flight;
    }

    void copied(Flight flight) {
        flying.remove(flight.chunk.index());
        flight.copied = true;
        sections = null;
    }

    Flight flight(Chunk chunk) {
        Flight flight = flying.get(chunk.index());
        if (flight == null) {
            throw new IllegalStateException("not in flight: " + chunk);
        }
        return flight;
    }

    /** The chunks in flight, from low to high. */
    Collection<Flight> flying() {
        return flying.values();
    }

    /** How many chunks have been started: a view of the frontier is outdated once this has changed. */
    int started() {
        return started;
    }

    /** The highest bound below which everything is copied; null when nothing is. */
    @Nullable
    KeyTuple watermark() {
        return flying.isEmpty()
                ? edge
                : flying.firstEntry().getValue().chunk.range().low();
    }

    boolean closed() {
        return closed;
    }

    boolean allCopied() {
        return closed && flying.isEmpty();
    }

    /** The frontier of this moment; neighbouring copied ranges are one section, so there are few, however long a chunk hangs. */
    Sections sections() {
        if (sections == null) {
            sections = cut();
        }
        return sections;
    }

    private Sections cut() {
        List<KeyTuple> bounds = new ArrayList<>();
        List<Place> places = new ArrayList<>();
        boolean open = false;
        for (Flight flight : flying.values()) {
            KeyRange range = flight.chunk.range();
            copiedUpTo(range.low(), bounds, places);
            places.add(flight);
            open = range.high() == null;
            if (range.high() != null) {
                bounds.add(range.high());
            }
        }
        if (!open) {
            copiedUpTo(closed ? null : edge, bounds, places);
            places.add(closed ? Known.COPIED : Known.NOT_STARTED);
        }
        return new Sections(List.copyOf(bounds), List.copyOf(places));
    }

    private static void copiedUpTo(@Nullable KeyTuple bound, List<KeyTuple> bounds, List<Place> places) {
        if (bound != null && (bounds.isEmpty() || !bounds.getLast().equals(bound))) {
            bounds.add(bound);
            places.add(Known.COPIED);
        }
    }
}
