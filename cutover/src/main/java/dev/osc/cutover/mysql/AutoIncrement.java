// SPDX-License-Identifier: Apache-2.0
package dev.osc.cutover.mysql;

import dev.osc.cutover.SwapSession;
import dev.osc.schema.Dialect;
import dev.osc.schema.TableName;
import java.math.BigInteger;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Hands the source's AUTO_INCREMENT counter to the shadow, so that the numbers of deleted rows are not given out again. The
 * counter is final only once the writers are blocked; the statement that sets it rewrites no row. It never goes back: a shadow
 * whose counter is already higher (the user's own AUTO_INCREMENT=n, say) keeps it.
 */
final class AutoIncrement {

    /**
     * The table options stand on the one line that begins with a parenthesis; a comment's line breaks are written as \n. Before the
     * engine stands a tablespace at most: the table's own comment, which may say anything, comes later.
     */
    private static final Pattern COUNTER =
            Pattern.compile("(?md)^\\)(?: /\\*!.*?\\*/)? ENGINE=\\w+ AUTO_INCREMENT=(\\d+)\\b");

    private final Dialect dialect;

    AutoIncrement(Dialect dialect) {
        this.dialect = dialect;
    }

    /** @param session may alter the shadow; where tables are locked, the session that holds them */
    void carry(SwapSession session, TableName source, TableName shadow, Duration limit) throws SQLException {
        Optional<BigInteger> wanted = counter(session, source, limit);
        if (wanted.isPresent() && hasColumn(session, shadow, limit)) {
            BigInteger present = counter(session, shadow, limit).orElse(BigInteger.ONE);
            if (present.compareTo(wanted.get()) < 0) {
                session.execute("ALTER TABLE " + dialect.quote(shadow) + " AUTO_INCREMENT = " + wanted.get(), limit);
            }
        }
    }

    /** Live, unlike information_schema.TABLES of 8.0, which may be a day old; empty while it is 1 or there is none. */
    private Optional<BigInteger> counter(SwapSession session, TableName table, Duration limit) throws SQLException {
        Matcher options = COUNTER.matcher(definition(session, table, limit));
        return options.find() ? Optional.of(new BigInteger(options.group(1))) : Optional.empty();
    }

    private boolean hasColumn(SwapSession session, TableName table, Duration limit) throws SQLException {
        return Pattern.compile("(?md)^  .* AUTO_INCREMENT\\b")
                .matcher(definition(session, table, limit))
                .find();
    }

    private String definition(SwapSession session, TableName table, Duration limit) throws SQLException {
        return session.rows("SHOW CREATE TABLE " + dialect.quote(table), limit)
                .getFirst()
                .get(1);
    }
}
