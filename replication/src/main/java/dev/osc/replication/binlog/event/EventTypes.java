// SPDX-License-Identifier: Apache-2.0
package dev.osc.replication.binlog.event;

/** Numbers of the events that both products write (source documentation, "Log_event_type"). */
public final class EventTypes {

    public static final int QUERY = 2;
    public static final int STOP = 3;
    public static final int ROTATE = 4;
    public static final int INTVAR = 5;
    public static final int APPEND_BLOCK = 9;
    public static final int DELETE_FILE = 11;
    public static final int RAND = 13;
    public static final int USER_VAR = 14;
    public static final int FORMAT_DESCRIPTION = 15;
    public static final int XID = 16;
    public static final int BEGIN_LOAD_QUERY = 17;
    public static final int EXECUTE_LOAD_QUERY = 18;
    public static final int TABLE_MAP = 19;
    public static final int WRITE_ROWS_V1 = 23;
    public static final int UPDATE_ROWS_V1 = 24;
    public static final int DELETE_ROWS_V1 = 25;
    public static final int INCIDENT = 26;
    public static final int HEARTBEAT = 27;
    public static final int IGNORABLE = 28;
    public static final int ROWS_QUERY = 29;
    public static final int WRITE_ROWS = 30;
    public static final int UPDATE_ROWS = 31;
    public static final int DELETE_ROWS = 32;
    public static final int GTID = 33;
    public static final int ANONYMOUS_GTID = 34;
    public static final int PREVIOUS_GTIDS = 35;
    public static final int TRANSACTION_CONTEXT = 36;
    public static final int VIEW_CHANGE = 37;
    public static final int XA_PREPARE = 38;
    public static final int PARTIAL_UPDATE_ROWS = 39;
    public static final int TRANSACTION_PAYLOAD = 40;
    public static final int HEARTBEAT_V2 = 41;
    public static final int GTID_TAGGED = 42;

    /** MariaDB's alone, as all from 160 on. */
    private static final int FIRST_COMPRESSED_ROWS = 166;

    private static final int LAST_COMPRESSED_ROWS = 171;

    private EventTypes() {}

    /** Whether an event of that type holds rows; its body begins with a table's number. MariaDB's compressed ones too. */
    static boolean isRows(int type) {
        return (type >= WRITE_ROWS_V1 && type <= DELETE_ROWS_V1)
                || (type >= WRITE_ROWS && type <= DELETE_ROWS)
                || type == PARTIAL_UPDATE_ROWS
                || (type >= FIRST_COMPRESSED_ROWS && type <= LAST_COMPRESSED_ROWS);
    }

    /** Whether an event of that type tells nothing of a table, or only what other events tell as well. */
    public static boolean isBookkeeping(int type) {
        return switch (type) {
            case FORMAT_DESCRIPTION, ROTATE, STOP, HEARTBEAT, HEARTBEAT_V2, PREVIOUS_GTIDS, IGNORABLE, ROWS_QUERY ->
                true;
            // what a statement in the log needs to run again; the statement itself is judged
            case INTVAR, RAND, USER_VAR, BEGIN_LOAD_QUERY, APPEND_BLOCK, DELETE_FILE -> true;
            // group replication's
            case TRANSACTION_CONTEXT, VIEW_CHANGE -> true;
            default -> false;
        };
    }
}
