// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.replication.postgres;

import dev.osc.replication.Change;
import dev.osc.replication.ChangeSource;
import dev.osc.replication.ChangeStream;
import dev.osc.replication.Position;
import dev.osc.schema.KeyTuple;
import java.util.ArrayList;
import java.util.List;

/** What a stream brings up to the log's present end. */
final class Drained {

    private Drained() {}

    static List<KeyTuple> keys(ChangeSource source, ChangeStream stream) throws InterruptedException {
        Position marker = source.end();
        List<KeyTuple> keys = new ArrayList<>();
        while (true) {
            switch (stream.poll(Watch.PATIENCE)) {
                case null -> throw new AssertionError("the stream did not reach " + marker + "; came: " + keys);
                case Change.Rows rows -> keys.addAll(rows.keys());
                case Change.Commit commit -> {
                    if (commit.end().compareTo(marker) >= 0) {
                        return keys;
                    }
                }
                case Change.Turned _ -> throw new AssertionError("no swap was to come");
                case Change.Progress progress -> {
                    if (progress.end().compareTo(marker) >= 0) {
                        return keys;
                    }
                }
            }
        }
    }
}
