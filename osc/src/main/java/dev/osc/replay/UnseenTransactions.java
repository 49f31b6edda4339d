// SPDX-License-Identifier: Apache-2.0
package dev.osc.replay;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Transactions that were read and are not known to be visible, in log order, by name. Not thread-safe. */
final class UnseenTransactions {

    private record Named(String transaction, long number) {}

    private final Deque<Named> waiting = new ArrayDeque<>();

    void add(String transaction, long number) {
        if (last() == number && !waiting.isEmpty()) {
            // the same again, or the beginning of one that a crash of the server undid
            waiting.removeLast();
        }
        waiting.addLast(new Named(transaction, number));
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    List<String> names() {
        return waiting.stream().map(Named::transaction).toList();
    }

    /** The number of the last of them; 0 for none. */
    long last() {
        return waiting.isEmpty() ? 0 : waiting.getLast().number();
    }

    void removeThrough(long number) {
        while (!waiting.isEmpty() && waiting.getFirst().number() <= number) {
            waiting.removeFirst();
        }
    }
}
