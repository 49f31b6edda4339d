// SPDX-License-Identifier: Apache-2.0
package dev.osc.replication.binlog.statement;

import dev.osc.replication.binlog.row.Bytes;
import dev.osc.replication.binlog.row.Undecodable;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * A statement as a QUERY event carries it.
 *
 * @param schema the default schema; empty when there was none
 * @param backslashEscapes whether a backslash escapes in its texts (sql_mode without NO_BACKSLASH_ESCAPES)
 */
public record LoggedStatement(String schema, String sql, boolean backslashEscapes) {

    private static final int POST_HEADER_LOAD = 13;
    private static final long NO_BACKSLASH_ESCAPES = 0x100000;

    /** Codes of the status variables that may stand before what is wanted here (source documentation, "Query_event"). */
    private static final int FLAGS2 = 0;

    private static final int SQL_MODE = 1;
    private static final int CATALOG = 2;
    private static final int AUTO_INCREMENT = 3;
    private static final int CHARSET = 4;
    private static final int CATALOG_NZ = 6;

    /** The body of a QUERY event. */
    public static LoggedStatement ofQuery(byte[] body) {
        return read(new Bytes(body), 0);
    }

    /** The body of an EXECUTE_LOAD_QUERY event: a QUERY with the file's number and the places of its name. */
    public static LoggedStatement ofLoad(byte[] body) {
        return read(new Bytes(body), POST_HEADER_LOAD);
    }

    private static LoggedStatement read(Bytes body, int more) {
        body.skip(8);
        int schemaLength = body.u8();
        body.skip(2);
        int statusLength = body.u16();
        body.skip(more);
        Bytes status = new Bytes(body.take(statusLength));
        String schema = body.utf8(schemaLength);
        if (body.u8() != 0) {
            throw new Undecodable("a statement whose schema does not end where its length says");
        }
        boolean backslash = true;
        Charset charset = StandardCharsets.UTF_8;
        boolean known = true;
        while (known && status.remaining() > 0) {
            switch (status.u8()) {
                case FLAGS2 -> status.skip(4);
                case SQL_MODE -> backslash = (status.unsigned(8) & NO_BACKSLASH_ESCAPES) == 0;
                case CATALOG -> status.skip(status.u8() + 1L);
                case CATALOG_NZ -> status.skip(status.u8());
                case AUTO_INCREMENT -> status.skip(4);
                case CHARSET -> {
                    charset = ClientCharsets.ofCollation(status.u16());
                    status.skip(4);
                }
                default -> known = false;
            }
        }
        return new LoggedStatement(schema, new String(body.take(body.remaining()), charset), backslash);
    }
}
