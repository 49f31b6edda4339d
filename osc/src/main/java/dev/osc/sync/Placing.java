// SPDX-License-Identifier: Apache-2.0
package dev.osc.sync;

import dev.osc.schema.KeyTuple;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * A question: between which bounds do these keys lie? The bounds rise in the source's key order. The answer to a key is the
 * number of bounds it lies above: 0 for {@code key <= bounds(0)}, … {@code bounds.size()} for a key above them all.
 * Answered exactly once, by {@link Sync#placed} or {@link Sync#notPlaced}, however late: it is judged by the frontier of the
 * moment it was taken (I4), and until then its keys are neither flushed nor dropped.
 */
public final class Placing {

    final List<PendingKey> members;
    final Frontier.Sections sections;
    final int started;

    private final List<KeyTuple> keys;
    private boolean answered;

    Placing(List<PendingKey> members, Frontier.Sections sections, int started) {
        this.members = members;
        this.sections = sections;
        this.started = started;
        this.keys = members.stream().map(member -> member.key).toList();
    }

    public List<KeyTuple> keys() {
        return keys;
    }

    /** Never empty. */
    public List<KeyTuple> bounds() {
        return sections.bounds();
    }

    /** The answer, where the client orders keys as the server does. */
    public int[] answerBy(Comparator<KeyTuple> order) {
        List<KeyTuple> bounds = bounds();
        int[] answer = new int[keys.size()];
        for (int i = 0; i < answer.length; i++) {
            while (answer[i] < bounds.size() && order.compare(keys.get(i), bounds.get(answer[i])) > 0) {
                answer[i]++;
            }
        }
        return answer;
    }

    /** @param answer empty when there is none */
    void answer(int... answer) {
        for (int section : answer) {
            Objects.checkIndex(section, sections.places().size());
        }
        if (answered) {
            throw new IllegalStateException("this placing has been answered before: " + keys.size() + " keys");
        }
        answered = true;
    }
}
