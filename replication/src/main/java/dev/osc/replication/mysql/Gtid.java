// SPDX-License-Identifier: Apache-2.0
package dev.osc.replication.mysql;

import dev.osc.replication.binlog.Gtids;
import dev.osc.replication.binlog.group.TransactionId;
import dev.osc.replication.binlog.row.Bytes;

/** One transaction's identifier. */
record Gtid(String uuid, long number) implements TransactionId {

    /** From the body of a GTID event: one byte of flags, the server's UUID, the number. */
    static Gtid parse(Bytes body) {
        body.skip(1);
        long high = body.bigEndian(8);
        long low = body.bigEndian(8);
        return new Gtid(new java.util.UUID(high, low).toString(), body.unsigned(8));
    }

    /** As the server writes it. */
    @Override
    public String asked() {
        return uuid + ":" + number;
    }

    @Override
    public Gtids addedTo(Gtids before) {
        return ((GtidSet) before).plus(uuid, number);
    }
}
