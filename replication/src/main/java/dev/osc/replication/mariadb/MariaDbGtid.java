// SPDX-License-Identifier: Apache-2.0
package dev.osc.replication.mariadb;

import dev.osc.replication.binlog.Gtids;
import dev.osc.replication.binlog.group.TransactionId;
import org.jspecify.annotations.Nullable;

/**
 * One group's identifier: {@code 0-1-270}.
 *
 * @param number counts on within the domain; unsigned
 */
record MariaDbGtid(long domain, long server, long number) implements TransactionId {

    /** gtid_binlog_pos runs ahead of what can be seen: keys are probed instead. */
    @Override
    public @Nullable String asked() {
        return null;
    }

    @Override
    public Gtids addedTo(Gtids before) {
        return ((MariaDbGtids) before).plus(this);
    }

    String text() {
        return domain + "-" + server + "-" + Long.toUnsignedString(number);
    }
}
