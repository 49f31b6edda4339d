// SPDX-License-Identifier: Apache-2.0
package dev.osc.replication.binlog.group;

import dev.osc.replication.binlog.row.Bytes;
import dev.osc.replication.binlog.row.Undecodable;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of an XA transaction, its two parts in hex digits.
 *
 * @param formatId chosen by the client, 1 by default
 */
public record Xid(String transaction, String branch, long formatId) {

    private static final int LONGEST_PART = 64;

    /** The log's own spelling: {@code XA COMMIT X'6f73',X'',1}. */
    private static final Pattern STATEMENT =
            Pattern.compile("XA \\w+ X'([0-9a-fA-F]*)'\\s*,\\s*X'([0-9a-fA-F]*)'\\s*,\\s*(\\d+).*", Pattern.DOTALL);

    /** From a logged XA statement. */
    public static Xid ofStatement(String sql) {
        Matcher matcher = STATEMENT.matcher(sql);
        if (!matcher.matches()) {
            throw new Undecodable("an XA statement without a name: " + sql);
        }
        return new Xid(
                matcher.group(1).toLowerCase(Locale.ROOT),
                matcher.group(2).toLowerCase(Locale.ROOT),
                Long.parseLong(matcher.group(3)));
    }

    /** From an XA_PREPARE event, behind its first byte. */
    public static Xid ofEvent(Bytes body) {
        long formatId = body.u32();
        long transactionLength = body.u32();
        long branchLength = body.u32();
        if (transactionLength > LONGEST_PART || branchLength > LONGEST_PART) {
            throw new Undecodable("the name of an XA transaction is too long");
        }
        HexFormat hex = HexFormat.of();
        return new Xid(hex.formatHex(body.take(transactionLength)), hex.formatHex(body.take(branchLength)), formatId);
    }
}
