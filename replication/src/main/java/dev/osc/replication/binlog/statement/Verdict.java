// SPDX-License-Identifier: Apache-2.0
package dev.osc.replication.binlog.statement;

/** What a logged statement means for the watched table. */
public sealed interface Verdict {

    Verdict HARMLESS = new Harmless();

    /** It does not touch the table's rows or definition. */
    record Harmless() implements Verdict {}

    /** @param what the statement's kind, for a message: "ALTER TABLE" */
    record TableChanged(String what) implements Verdict {}

    /** @param why what may have been written unseen, for a message */
    record UnloggedWrite(String why) implements Verdict {}
}
