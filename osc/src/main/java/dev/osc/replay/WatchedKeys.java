// SPDX-License-Identifier: Apache-2.0
package dev.osc.replay;

import dev.osc.schema.KeyTuple;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Keys of which somebody wants to know whether they change while he looks at their rows. A key counts as changed until it was
 * seen with nothing pending, and again from its next change on. Not thread-safe: {@link SyncMonitor} guards it.
 */
public final class WatchedKeys {

    private final Set<KeyTuple> keys;
    private final Set<KeyTuple> changed;
    private final Set<KeyTuple> unseen;

    WatchedKeys(Collection<KeyTuple> keys) {
        this.keys = Set.copyOf(keys);
        this.changed = new HashSet<>(this.keys);
        this.unseen = new HashSet<>(this.keys);
    }

    void changed(Collection<KeyTuple> some) {
        for (KeyTuple key : some) {
            if (keys.contains(key)) {
                changed.add(key);
            }
        }
    }

    void startOver() {
        unseen.addAll(keys);
        changed.addAll(keys);
    }

    /** Whether each of them has been seen with nothing pending since {@link #startOver}. */
    boolean shown(Predicate<KeyTuple> pending) {
        unseen.removeIf(key -> {
            boolean shown = !pending.test(key);
            if (shown) {
                changed.remove(key);
            }
            return shown;
        });
        return unseen.isEmpty();
    }

    Set<KeyTuple> changed() {
        return Set.copyOf(changed);
    }
}
