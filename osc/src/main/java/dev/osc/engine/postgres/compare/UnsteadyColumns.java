// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.postgres.compare;

import dev.osc.engine.postgres.session.Ask;
import dev.osc.schema.ColumnMapping;
import dev.osc.schema.ColumnMapping.Pair;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Columns filled by an expression that may give another value each time: one that names the time or calls a function of which
 * any variant is VOLATILE, or is STABLE and not the server's own: it may read other
 * tables. A string that looks like a call counts as one: a column too many is left out, never one too few.
 */
public final class UnsteadyColumns {

    private static final Pattern CALLED = Pattern.compile("([\\p{L}_][\\p{L}\\p{N}_$]*|\"(?:[^\"]|\"\")+\")\\s*\\(");
    private static final Pattern NOW = Pattern.compile(
            "\\b(?:current_date|current_time|current_timestamp|localtime|localtimestamp|now|today|tomorrow|yesterday"
                    + "|age|transaction_timestamp|statement_timestamp|txid_current\\w*|pg_current_(?:xact_id|snapshot)\\w*"
                    + "|pg_backend_pid|inet_client_port)\\b",
            Pattern.CASE_INSENSITIVE);

    private final Connection connection;

    public UnsteadyColumns(Connection connection) {
        this.connection = connection;
    }

    /** The shadow's names of such columns. */
    public List<String> of(ColumnMapping mapping) throws SQLException {
        List<String> unsteady = new ArrayList<>();
        for (Pair pair : mapping.pairs()) {
            if (pair.expression() != null && unsteady(pair.expression())) {
                unsteady.add(pair.shadow());
            }
        }
        return unsteady;
    }

    private boolean unsteady(String expression) throws SQLException {
        if (NOW.matcher(expression).find()) {
            return true;
        }
        String[] called = CALLED.matcher(expression)
                .results()
                .map(MatchResult::group)
                .map(UnsteadyColumns::name)
                .toArray(String[]::new);
        return called.length > 0
                && Ask.yes(
                        connection,
                        "SELECT EXISTS (SELECT FROM pg_proc WHERE proname = ANY (?) AND (provolatile = 'v'"
                                + " OR provolatile = 's' AND pronamespace <> 'pg_catalog'::regnamespace))",
                        connection.createArrayOf("text", called));
    }

    private static String name(String call) {
        String name = call.substring(0, call.lastIndexOf('(')).strip();
        return name.startsWith("\"")
                ? name.substring(1, name.length() - 1).replace("\"\"", "\"")
                : name.toLowerCase(Locale.ROOT);
    }
}
